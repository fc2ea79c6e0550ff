using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

public class EscalationTests
{
    private static readonly DateTimeOffset Opened = China("2026-03-02 09:00");
    private static readonly DateTimeOffset Due = China("2026-03-02 11:00");

    private static readonly SlaTarget Chain = Clockwork.Target(SlaMetric.Resolution, 120, urgent: 60) with
    {
        Warnings = [new WarnAtPercent(50, [Receiver.Assignee]), new WarnBefore(15, [Receiver.Assignee, Receiver.Lead])],
        Escalation =
        [
            new(-30, [new NotifyAction([Receiver.Lead])]),
            new(0, [new RaisePriorityAction()]),
            new(90, [new HandToLeadAction()]),
        ],
    };

    [Fact]
    public void Milestones_come_one_by_one_each_at_its_instant()
    {
        var ticket = Clockwork.Open(Opened, Chain);
        var seen = new List<(DateTimeOffset, string)>();
        while (ticket.Clocks.NextWake is { } wake)
        {
            Assert.Empty(ticket.Wake(wake.AddMilliseconds(-1)));
            seen.AddRange(ticket.Wake(wake).Select(happening => (wake, happening.GetType().Name)));
        }
        Assert.Equal(
        [
            (China("2026-03-02 10:00"), nameof(WarningReached)),
            (China("2026-03-02 10:30"), nameof(EscalationReached)),
            (China("2026-03-02 10:45"), nameof(WarningReached)),
            (China("2026-03-02 11:00:00.001"), nameof(TargetBreached)),
            (China("2026-03-02 11:00:00.001"), nameof(EscalationReached)),
            (China("2026-03-02 14:00"), nameof(EscalationReached)),
        ], seen);
        Assert.Equal(3, ticket.Clocks.Level);
    }

    [Fact]
    public void After_downtime_everything_overdue_comes_at_once_in_order_with_both_instants()
    {
        var ticket = Clockwork.Open(Opened, Chain);
        var seen = China("2026-03-04 08:00");
        var happenings = ticket.Wake(seen);
        Assert.Equal(
            [China("2026-03-02 10:00"), China("2026-03-02 10:30"), China("2026-03-02 10:45"), Due, China("2026-03-02 11:00:00.001"), China("2026-03-02 14:00")],
            happenings.Select(DueOf));
        Assert.All(happenings, happening => Assert.Equal(seen, SeenOf(happening)));
        Assert.Empty(ticket.Wake(seen));
    }

    [Fact]
    public void Overdue_milestones_of_several_clocks_come_in_the_order_of_their_instants()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.FirstResponse, 60, id: "first"), Chain);
        var happenings = ticket.Wake(China("2026-03-02 10:31"));
        Assert.Equal(["target", "first", "target"], happenings.Cast<ClockHappening>().Select(happening => happening.Clock));
    }

    [Fact]
    public void The_actions_of_a_level_travel_with_it()
    {
        var ticket = Clockwork.Open(Opened, Chain);
        ticket.Wake(China("2026-03-02 10:59"));
        var level = Assert.IsType<EscalationReached>(ticket.Wake(China("2026-03-02 11:30"))[^1]);
        Assert.Equal(2, level.Level);
        Assert.Equal([new RaisePriorityAction()], level.Actions);
    }

    [Fact]
    public void What_is_left_of_a_chain_is_withdrawn_when_the_ticket_is_resolved()
    {
        var ticket = Clockwork.Open(Opened, Chain);
        ticket.Tell(new Resolved(), China("2026-03-02 10:35"));
        Assert.Empty(ticket.Wake(China("2026-03-04 09:00")));
        Assert.Equal(0, ticket.Clocks.Level);
    }

    [Fact]
    public void Raising_the_priority_of_a_breached_ticket_does_not_hurry_the_next_level()
    {
        var ticket = Clockwork.Open(Opened, Chain);
        ticket.Wake(China("2026-03-02 11:00:00.001"));
        Assert.Empty(ticket.ChangePriority(Priority.Urgent, China("2026-03-02 11:00:00.002")));
        Assert.Equal(China("2026-03-02 14:00"), ticket.Clocks.NextWake);
    }

    [Fact]
    public void A_lower_priority_withdraws_warnings_that_now_lie_ahead_and_they_come_again()
    {
        var ticket = Clockwork.Open(Opened, new SlaSituation(Priority.Urgent), Chain with { Escalation = [] });
        Assert.IsType<WarningReached>(Assert.Single(ticket.Wake(China("2026-03-02 09:40"))));
        ticket.ChangePriority(Priority.Normal, China("2026-03-02 09:41"));
        Assert.Equal(Due, ticket.Clock().DueAt);
        Assert.Equal(0, ticket.Clock().Reached);
        Assert.Equal(China("2026-03-02 10:00"), ticket.Clocks.NextWake);
    }

    [Fact]
    public void A_higher_priority_counts_from_the_original_start_and_may_be_breached_at_once()
    {
        var ticket = Clockwork.Open(Opened, Chain with { Warnings = [], Escalation = [] });
        var happenings = ticket.ChangePriority(Priority.Urgent, China("2026-03-02 10:30"));
        Assert.Equal(China("2026-03-02 10:00"), Assert.IsType<DueMoved>(happenings[0]).DueAt);
        Assert.Equal(China("2026-03-02 10:00"), Assert.IsType<TargetBreached>(happenings[1]).DueAt);
    }

    [Fact]
    public void A_warning_already_given_is_not_given_again_by_a_higher_priority()
    {
        var ticket = Clockwork.Open(Opened, Chain with { Escalation = [], Warnings = [new WarnAtPercent(25, [Receiver.Assignee])] });
        ticket.Wake(China("2026-03-02 09:30"));
        ticket.ChangePriority(Priority.Urgent, China("2026-03-02 09:35"));
        Assert.Single(ticket.History.OfType<WarningReached>());
    }

    private static DateTimeOffset DueOf(SlaHappening happening) => happening switch
    {
        WarningReached e => e.DueAt,
        TargetBreached e => e.DueAt,
        EscalationReached e => e.DueAt,
        _ => throw new NotSupportedException(happening.GetType().Name),
    };

    private static DateTimeOffset SeenOf(SlaHappening happening) => happening switch
    {
        WarningReached e => e.SeenAt,
        TargetBreached e => e.SeenAt,
        EscalationReached e => e.SeenAt,
        _ => throw new NotSupportedException(happening.GetType().Name),
    };
}
