using System.Text.Json;
using Dispatch.Sla;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Laws over random ticket stories. The seed of a failure is printed.</summary>
public class ClockLaws
{
    private static readonly DateTimeOffset Opened = Times.China("2026-02-12 15:00");

    private static readonly SlaTarget Resolution = Clockwork.Target(SlaMetric.Resolution, 600, urgent: 200, id: "resolution") with
    {
        Warnings = [new WarnAtPercent(50, [Receiver.Assignee]), new WarnBefore(60, [Receiver.Lead])],
        Escalation = [new(0, [new RaisePriorityAction()]), new(120, [new HandToLeadAction()])],
    };

    private static readonly SlaTarget FirstResponse = Clockwork.Target(SlaMetric.FirstResponse, 90, id: "first");

    [Fact]
    public void History_does_not_depend_on_when_somebody_looked() =>
        Holds(seed => Json(Tell(seed, lookEvery: null)) == Json(Tell(seed, lookEvery: TimeSpan.FromMinutes(37))));

    [Fact]
    public void No_milestone_is_seen_before_it_is_due() =>
        Holds(seed => Tell(seed, TimeSpan.FromMinutes(11)).History.All(happening => happening switch
        {
            WarningReached e => e.DueAt <= e.SeenAt,
            TargetBreached e => e.DueAt < e.SeenAt,
            EscalationReached e => e.DueAt <= e.SeenAt,
            _ => true,
        }));

    [Fact]
    public void The_deadline_of_a_running_clock_is_what_the_diagnostic_says() => Holds(seed =>
        Tell(seed, null).Clocks.Clocks.Where(clock => clock.IsOpen)
            .All(clock => clock.DueAt == DueCalculation.Explain(Calendars.Office, clock.StartedAt, clock.Budget, clock.Pauses).DueAt));

    private static Clockwork Tell(int seed, TimeSpan? lookEvery)
    {
        var random = new Random(seed);
        var ticket = Clockwork.Open(Opened, Resolution, FirstResponse);
        var (now, looked) = (Opened, Opened);
        for (var i = 0; i < 12; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(4) is 0 ? 0 : random.Next(1, 50_000_000));
            for (; lookEvery is { } step && looked <= now; looked += step)
                ticket.Wake(looked);
            Something(ticket, random, now);
        }
        return ticket;
    }

    private static void Something(Clockwork ticket, Random random, DateTimeOffset now) => _ = random.Next(7) switch
    {
        0 or 1 => ticket.Hold(now),
        2 or 3 => ticket.Resume(now),
        4 => ticket.ChangePriority(random.Next(2) is 0 ? Priority.Urgent : Priority.Normal, now),
        5 => ticket.Tell(random.Next(2) is 0 ? new Responded() : new Resolved(), now),
        _ => ticket.Tell(new Reopened(), now),
    };

    // The instants at which milestones were seen are what may differ.
    private static string Json(Clockwork ticket) =>
        JsonSerializer.Serialize(ticket.Clocks, DispatchJson.Stored) + JsonSerializer.Serialize(ticket.History.Select(happening => happening switch
        {
            WarningReached e => e with { SeenAt = e.DueAt },
            TargetBreached e => e with { SeenAt = e.DueAt },
            EscalationReached e => e with { SeenAt = e.DueAt },
            _ => happening,
        }), DispatchJson.Stored);

    private static void Holds(Func<int, bool> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
}
