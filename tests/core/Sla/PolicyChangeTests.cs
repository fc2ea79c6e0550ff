using Dispatch.Conditions;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Clocks that get other rules while they run. Monday 2 March 2026, office hours 09:00–12:00 and 13:30–18:00.</summary>
public class PolicyChangeTests
{
    private static readonly DateTimeOffset Nine = China("2026-03-02 09:00");
    private static readonly SlaTarget Target = Clockwork.Target(SlaMetric.Resolution, 120, urgent: 60);
    private static readonly SlaPolicyDefinition Policy = new("test", new("测试", "Test"), 1, [Target]) { Calendar = "cn-office" };

    [Fact]
    public void A_new_budget_may_count_from_the_change_with_what_was_used_before_on_top()
    {
        var ticket = Clockwork.Open(Nine, Target with { OnChange = OnChange.FromNow });
        ticket.Hold(Nine.AddMinutes(20));
        ticket.Resume(Nine.AddMinutes(50));
        ticket.ChangePriority(Priority.Urgent, Nine.AddMinutes(80)); // 50 minutes used
        Assert.Equal((Minutes(110), Nine.AddMinutes(140)), (ticket.Clock().Budget, ticket.Clock().DueAt!.Value));
    }

    [Fact]
    public void A_ticket_takes_over_a_new_version_with_its_time_used_and_paused()
    {
        var (ticket, v2) = Published(Policy with { Targets = [Clockwork.Target(SlaMetric.Resolution, 90)] });
        Assert.Equal((Minutes(90), Nine.AddMinutes(120)), (ticket.Clock().Budget, ticket.Clock().DueAt!.Value)); // 30 minutes on hold
        Assert.Equal(v2, ticket.Clock().Policy);
        Assert.Single(ticket.Clock().Pauses);
    }

    [Fact]
    public void Asking_again_when_nothing_was_published_says_nothing()
    {
        var ticket = Clockwork.Open(Nine, Target);
        Assert.Empty(ticket.Tell(new PolicyReviewed(), Nine.AddMinutes(10)));
    }

    [Fact]
    public void A_deadline_that_has_passed_under_the_new_version_is_breached_at_once_and_stamped_with_its_instant()
    {
        var (ticket, _) = Published(Policy with { Targets = [Clockwork.Target(SlaMetric.Resolution, 30) with { Warnings = [new WarnBefore(10, [Receiver.Lead])] }] });
        var breach = Assert.Single(ticket.History.OfType<TargetBreached>());
        Assert.Equal((Nine.AddMinutes(60), Nine.AddMinutes(80)), (breach.DueAt, breach.SeenAt));
        Assert.Empty(ticket.History.OfType<WarningReached>()); // it would come too late
    }

    [Fact]
    public void What_was_broken_stays_broken()
    {
        var ticket = Clockwork.Open(Nine, Target);
        ticket.Wake(Nine.AddMinutes(121));
        var (longer, _) = Publish(ticket, Policy with { Targets = [Clockwork.Target(SlaMetric.Resolution, 600)] }, Nine.AddMinutes(130));
        Assert.Equal((Nine.AddMinutes(120), Minutes(120)), (longer.Clock().BreachedAt!.Value, longer.Clock().Budget));
    }

    [Fact]
    public void Warnings_given_are_not_given_again_and_those_ahead_are_armed_anew()
    {
        var warned = Clockwork.Target(SlaMetric.Resolution, 120) with { Warnings = [new WarnBefore(90, [Receiver.Lead]), new WarnAtPercent(75, [Receiver.Lead])] };
        var ticket = Clockwork.Open(Nine, warned);
        ticket.Wake(Nine.AddMinutes(95)); // both given
        var (after, _) = Publish(ticket, Policy with { Targets = [Clockwork.Target(SlaMetric.Resolution, 180) with { Warnings = warned.Warnings }] }, Nine.AddMinutes(100));
        Assert.Equal(new Milestone(MilestoneKind.Warning, 1, Nine.AddMinutes(135)), after.Clock().Next);
    }

    [Fact]
    public void A_target_that_is_gone_is_withdrawn_and_a_new_one_counts_from_the_opening()
    {
        var total = Clockwork.Target(SlaMetric.TotalResolution, 240, id: "total");
        var (ticket, _) = Published(Policy with { Targets = [total] });
        Assert.Equal(SlaClockState.Withdrawn, ticket.Clock().State);
        Assert.Equal((Nine, China("2026-03-02 14:30")), (ticket.Clock("total").StartedAt, ticket.Clock("total").DueAt!.Value));
    }

    [Fact]
    public void Holidays_entered_while_a_clock_runs_move_its_deadline()
    {
        var ticket = Clockwork.Open(China("2026-03-02 17:00"), Target);
        var office = ShippedSla.Calendars.Single(calendar => calendar.Id is "cn-office");
        var closed = office with { Holidays = [.. office.Holidays, new(new(2026, 3, 3), "停电")] };
        var after = ticket.With(Clockwork.Configuration(Policy).With(new("calendar", "cn-office", 2, JsonBody.Of(closed))));
        after.Tell(new PolicyReviewed(), China("2026-03-02 17:30"));
        Assert.Equal(China("2026-03-04 10:00"), after.Clock().DueAt);
        Assert.Equal("calendar/cn-office@2", after.Clock().Calendar!.ToString());
    }

    [Fact]
    public void Another_tier_means_another_policy()
    {
        var gold = Policy with { Id = "gold", Order = 0, Condition = Condition.All(Condition.Test("customerTier", ConditionOperator.Eq, "gold")), Targets = [Clockwork.Target(SlaMetric.Resolution, 30, id: "fast")] };
        var ticket = new Clockwork(Clockwork.Book(Policy, gold));
        ticket.Open(FieldValues.Empty, Nine);
        ticket.Situation = ticket.Situation with { Fields = FieldValues.Empty.With("customerTier", FieldValue.Of("gold")) };
        ticket.Tell(new PolicyReviewed(), Nine.AddMinutes(10));
        Assert.Equal(("gold", "fast", Nine.AddMinutes(30)), (ticket.Clocks.Policy!.Id, ticket.Clock().Target, ticket.Clock().DueAt!.Value));
    }

    [Fact]
    public void Another_priority_may_mean_another_policy_but_not_a_newer_version_of_the_same()
    {
        var urgent = Policy with { Id = "urgent", Order = 0, Condition = Condition.All(Condition.Test("priority", ConditionOperator.Eq, "urgent")), Targets = [Clockwork.Target(SlaMetric.Resolution, 30)] };
        var ticket = new Clockwork(Clockwork.Book(Policy, urgent));
        ticket.Open(FieldValues.Empty, Nine);
        ticket.Situation = ticket.Situation with { Fields = FieldValues.Empty.With("priority", FieldValue.Of("urgent")) };
        ticket.ChangePriority(Priority.Urgent, Nine.AddMinutes(10));
        Assert.Equal(("urgent", Nine.AddMinutes(30)), (ticket.Clocks.Policy!.Id, ticket.Clock().DueAt!.Value));
    }

    [Fact]
    public void A_ticket_that_no_policy_is_for_any_more_is_promised_nothing()
    {
        var (ticket, _) = Published(Policy with { Condition = Condition.All(Condition.Test("kind", ConditionOperator.Eq, "return")) });
        Assert.Null(ticket.Clocks.Policy);
        Assert.Equal(SlaClockState.Withdrawn, ticket.Clock().State);
    }

    /// <summary>Opened at nine, on hold from 09:20 to 09:50, asked again at 10:20.</summary>
    private static (Clockwork Ticket, DocumentRef Version) Published(SlaPolicyDefinition next)
    {
        var ticket = Clockwork.Open(Nine, Target);
        ticket.Hold(Nine.AddMinutes(20));
        ticket.Resume(Nine.AddMinutes(50));
        return Publish(ticket, next, Nine.AddMinutes(80));
    }

    private static (Clockwork Ticket, DocumentRef Version) Publish(Clockwork ticket, SlaPolicyDefinition next, DateTimeOffset at)
    {
        var after = ticket.With(Clockwork.Configuration(ticket.Policy).With(new("sla-policy", "test", 2, JsonBody.Of(next))));
        after.Tell(new PolicyReviewed(), at);
        return (after, new("sla-policy", "test", 2));
    }
}
