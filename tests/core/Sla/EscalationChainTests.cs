using Dispatch.Conditions;
using Dispatch.Fields;
using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Chains with conditions, calendars of their own and people who take note. Monday 2 March 2026, office hours 09:00–12:00 and 13:30–18:00.</summary>
public class EscalationChainTests
{
    private static readonly DateTimeOffset Nine = China("2026-03-02 09:00");
    private static readonly IReadOnlyList<EscalationAction> Tell = [new NotifyAction([Receiver.Lead])];

    [Fact]
    public void A_level_counts_its_offset_in_its_own_calendar()
    {
        // Due at 11:00; the service desk works through lunch, the office does not.
        var ticket = Open(new(120, Tell), new(120, Tell) { Calendar = "cn-service" });
        ticket.Wake(Nine.AddMinutes(121));
        Assert.Equal(new Milestone(MilestoneKind.Level, 1, China("2026-03-02 13:00")), ticket.Clock().Next);
        ticket.Wake(China("2026-03-02 13:00"));
        Assert.Equal(new Milestone(MilestoneKind.Level, 0, China("2026-03-02 14:30")), ticket.Clock().Next);
    }

    [Fact]
    public void A_breach_outside_the_hours_of_a_level_escalates_when_they_begin()
    {
        var ticket = Clockwork.Open(China("2026-03-02 23:00"), Clockwork.Target(SlaMetric.Resolution, 60) with { Time = BudgetTime.Elapsed, Escalation = [new(0, Tell) { Calendar = "cn-office" }] });
        ticket.Wake(China("2026-03-03 00:01"));
        Assert.Equal(China("2026-03-03 09:00"), ticket.Clock().Next!.At);
    }

    [Fact]
    public void A_level_before_the_deadline_may_count_in_its_own_calendar_too()
    {
        var ticket = Clockwork.Open(China("2026-03-02 11:00"), Clockwork.Target(SlaMetric.Resolution, 120) with { Escalation = [new(-60, Tell) { Calendar = "cn-service" }] });
        Assert.Equal((China("2026-03-02 14:30"), China("2026-03-02 13:30")), (ticket.Clock().DueAt!.Value, ticket.Clock().Next!.At));
    }

    [Fact]
    public void A_level_that_is_not_for_the_ticket_is_passed_over()
    {
        var ticket = Open(new EscalationLevel(0, Tell) { Condition = Condition.All(Condition.Test("customerTier", ConditionOperator.Eq, "gold")) }, new(30, Tell));
        var happenings = ticket.Wake(Nine.AddMinutes(150));
        Assert.Equal([typeof(TargetBreached), typeof(LevelPassedOver), typeof(EscalationReached)], happenings.Select(happening => happening.GetType()));
        Assert.Equal(2, ticket.Clock().Level);
    }

    [Fact]
    public void The_condition_of_a_level_is_asked_when_it_is_due()
    {
        var ticket = Open(new EscalationLevel(0, Tell) { Condition = Condition.All(Condition.Test("customerTier", ConditionOperator.Eq, "gold")) });
        ticket.Situation = ticket.Situation with { Fields = FieldValues.Empty.With("customerTier", FieldValue.Of("gold")) };
        Assert.IsType<EscalationReached>(ticket.Wake(Nine.AddMinutes(121))[^1]);
    }

    [Fact]
    public void An_acknowledged_escalation_goes_no_further()
    {
        var ticket = Open(new(0, Tell), new(30, Tell), new(60, Tell));
        ticket.Wake(Nine.AddMinutes(121));
        ticket.Tell(new Acknowledged("target"), Nine.AddMinutes(125));
        Assert.Null(ticket.Clock().Next);
        Assert.Empty(ticket.Wake(Nine.AddDays(3)));
        Assert.Equal((true, 1), (ticket.Clock().Acknowledged, ticket.Clock().Level));
    }

    [Fact]
    public void Acknowledging_before_anything_escalated_changes_nothing() => Assert.Empty(Open(new EscalationLevel(0, Tell)).Tell(new Acknowledged(), Nine.AddMinutes(10)));

    [Fact]
    public void A_moved_deadline_lets_an_acknowledged_chain_start_again()
    {
        var ticket = Open(new EscalationLevel(-30, Tell));
        ticket.Wake(Nine.AddMinutes(90));
        ticket.Tell(new Acknowledged(), Nine.AddMinutes(91));
        ticket.Situation = ticket.Situation with { Priority = Priority.Low };
        var slower = ticket.With(Clockwork.Configuration(ticket.Policy with { Targets = [Clockwork.Target(SlaMetric.Resolution, 300) with { Escalation = [new(-30, Tell)] }] }, version: 2, before: ticket.Policy));
        slower.Tell(new PolicyReviewed(), Nine.AddMinutes(95));
        Assert.Equal((false, 0), (slower.Clock().Acknowledged, slower.Clock().Level));
        Assert.Equal(China("2026-03-02 15:00"), slower.Clock().Next!.At);
    }

    [Fact]
    public void A_warning_may_come_after_the_deadline()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.Resolution, 60) with { Warnings = [new WarnAfter(30, [Receiver.Manager]), new WarnAtPercent(200, [Receiver.Manager])] });
        Assert.Equal(
            [Nine.AddMinutes(60).AddMilliseconds(0), Nine.AddMinutes(90), Nine.AddMinutes(120)],
            ticket.Wake(Nine.AddMinutes(121)).Select(happening => happening is TargetBreached breach ? breach.DueAt : ((WarningReached)happening).DueAt));
    }

    [Fact]
    public void A_chain_may_have_forty_levels()
    {
        var ticket = Open([.. Enumerable.Range(0, 40).Select(i => new EscalationLevel(i, Tell))]);
        Assert.Equal(Enumerable.Range(1, 40), ticket.Wake(Nine.AddHours(5)).OfType<EscalationReached>().Select(level => level.Level));
        Assert.Null(ticket.Clock().Next);
    }

    private static Clockwork Open(params EscalationLevel[] chain) => Clockwork.Open(Nine, Clockwork.Target(SlaMetric.Resolution, 120) with { Escalation = chain });
}
