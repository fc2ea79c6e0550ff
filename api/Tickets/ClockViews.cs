using System.Numerics;
using Dispatch.Configuration;
using Dispatch.Grains;
using Dispatch.Sla;
using Dispatch.Tickets;
using static Dispatch.Api.Tickets.EventWords;

namespace Dispatch.Api.Tickets;

/// <summary>Makes views of SLA clocks.</summary>
public sealed class ClockViews(TicketRulesSource rules, TimeProvider time)
{
    /// <summary>All clocks of a ticket.</summary>
    public IReadOnlyList<ClockView> Of(Ticket ticket) => [.. ticket.Sla.Clocks.Select(View)];

    /// <summary>All clocks of a ticket, each with the proof of its deadline.</summary>
    public IReadOnlyList<ClockProof> Prove(Ticket ticket) => [.. ticket.Sla.Clocks.Select(Prove)];

    /// <summary>How a clock stands, in the words of the API.</summary>
    public static string StateOf(SlaClock clock) => clock switch
    {
        { State: SlaClockState.Met } => "met",
        { State: SlaClockState.Withdrawn } => "cancelled",
        { State: SlaClockState.Missed } or { BreachedAt: not null } => "breached",
        { State: SlaClockState.Paused } => "paused",
        _ => "running",
    };

    private ClockView View(SlaClock clock)
    {
        var calendar = rules.Current.Sla.Calendar(clock.Calendar);
        var used = clock.Used ?? DueCalculation.Used(calendar, clock.StartedAt, time.Now(), clock.Pauses);
        return new(
            clock.Key, clock.Metric, NameOf(clock), StateOf(clock), clock.StartedAt, (int)clock.Budget.TotalMinutes, (int)used.TotalMinutes,
            WarningsOf(clock), clock.Level)
        {
            Policy = clock.Policy?.Id,
            PolicyVersion = clock.Policy?.Version,
            DueAt = clock.DueAt,
            StoppedAt = clock.EndedAt,
            Calendar = clock.Calendar?.Id,
            NextAt = clock.Next?.At,
        };
    }

    private ClockProof Prove(SlaClock clock)
    {
        var proof = DueCalculation.Explain(rules.Current.Sla.Calendar(clock.Calendar), clock.StartedAt, clock.Budget, clock.Pauses);
        return new(View(clock))
        {
            Counted = [.. proof.Segments.Where(segment => segment.PausedFor is null).Select(SegmentView.Of)],
            Paused = [.. proof.Segments.Where(segment => segment.PausedFor is not null).Select(SegmentView.Of)],
        };
    }

    private static LocalText NameOf(SlaClock clock) => clock.Step is { } step
        ? Sentence("步骤 {0}", "Step {0}", new LocalText(step, step))
        : EventWords.Of(TicketFieldSource.CamelCase(clock.Metric));

    /// <summary>Warnings are the lowest bits of what was reached.</summary>
    private static int WarningsOf(SlaClock clock) => BitOperations.PopCount((ulong)clock.Reached & ((1UL << 20) - 1));
}
