using System.Numerics;
using Dispatch.Api.World;
using Dispatch.Configuration;
using Dispatch.Grains;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Makes views of SLA clocks.</summary>
public sealed class ClockViews(TicketRulesSource rules, Names names, TimeProvider time)
{
    /// <summary>All clocks of a ticket.</summary>
    public IReadOnlyList<ClockView> Of(Ticket ticket) => [.. ticket.Sla.Clocks.Select(clock => View(ticket, clock))];

    /// <summary>All clocks of a ticket, each with the proof of its deadline.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="pauses">All pauses of its clocks; null where the clocks themselves have them all.</param>
    public IReadOnlyList<ClockProof> Prove(Ticket ticket, WholePauses? pauses) =>
        [.. ticket.Sla.Clocks.Select(clock => Prove(ticket, pauses?.Of(clock, rules.Current.Sla) ?? clock))];

    /// <summary>How a clock stands, in the words of the API.</summary>
    public static string StateOf(SlaClock clock) => clock switch
    {
        { State: SlaClockState.Met } => "met",
        { State: SlaClockState.Withdrawn } => "cancelled",
        { State: SlaClockState.Missed } or { BreachedAt: not null } => "breached",
        { State: SlaClockState.Paused } => "paused",
        _ => "running",
    };

    private ClockView View(Ticket ticket, SlaClock clock)
    {
        var calendar = rules.Current.Sla.Calendar(clock.Calendar);
        var used = clock.Used ?? DueCalculation.Used(calendar, clock.StartedAt, time.Now(), clock.Extending);
        return new(
            clock.Key, clock.Metric, NameOf(ticket, clock), StateOf(clock), clock.StartedAt, (int)clock.Budget.TotalMinutes, (int)used.TotalMinutes,
            WarningsOf(clock), clock.Level)
        {
            Policy = clock.Policy?.Id,
            PolicyVersion = clock.Policy?.Version,
            DueAt = clock.DueAt,
            StoppedAt = clock.EndedAt,
            Calendar = clock.Calendar?.Ids,
            TimeZone = clock.Calendar?.TimeZone,
            PausedFor = clock.State is SlaClockState.Paused ? EventWords.Of(clock.Pauses[^1].Reason) : null,
            Acknowledged = clock.Acknowledged,
            NextAt = clock.Next?.At,
            NextKind = clock.Next?.Kind,
            NextLevel = clock.Next is { Kind: MilestoneKind.Level } level ? level.Index + 1 : null,
        };
    }

    private ClockProof Prove(Ticket ticket, SlaClock clock)
    {
        var proof = DueCalculation.Explain(rules.Current.Sla.Calendar(clock.Calendar), clock.StartedAt, clock.Budget, clock.Extending, clock.AtOpening);
        return new(View(ticket, clock))
        {
            Counted = [.. proof.Segments.Where(segment => segment.PausedFor is null).Select(SegmentView.Of)],
            Paused = [.. proof.Segments.Where(segment => segment.PausedFor is not null).Select(SegmentView.Of)],
        };
    }

    private LocalText NameOf(Ticket ticket, SlaClock clock) => clock.Step is { } instance && ticket.StepOf(instance) is { } step
        ? names.Step(ticket.CaseType, step.Step)
        : EventWords.Of(TicketFieldSource.CamelCase(clock.Metric));

    /// <summary>Warnings are the lowest bits of what was reached.</summary>
    private static int WarningsOf(SlaClock clock) => BitOperations.PopCount((ulong)clock.Reached & ((1UL << 20) - 1));
}
