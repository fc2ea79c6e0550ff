using System.Text.Json;
using Dispatch.Conditions;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

public class SlaPolicyTests
{
    private static readonly SlaTarget Target = Clockwork.Target(SlaMetric.Resolution, 120);

    private static readonly SlaPolicyDefinition Sound = new("test", new("测试", "Test"), 1, [Target]) { Calendar = "cn-office" };

    [Fact]
    public void The_shipped_documents_are_valid_in_their_order()
    {
        var configuration = ShippedSla.Documents.Aggregate(ConfigurationSnapshot.Of(CalendarKind.Instance, SlaPolicyKind.Instance), (known, document) => known.With(document));
        Assert.Empty(configuration.Faults);
        Assert.Equal(4, configuration.CurrentRefs.Count());
    }

    [Theory]
    [InlineData("gold", "vip", "2026-03-02 09:30")]
    [InlineData("platinum", "vip", "2026-03-02 09:30")]
    [InlineData("silver", "standard", "2026-03-02 11:00")]
    public void The_tier_of_the_customer_chooses_the_policy(string tier, string policy, string firstResponseDue)
    {
        var ticket = new Clockwork(Clockwork.Book([.. ShippedSla.Policies]));
        ticket.Open(FieldValues.Empty.With(TicketFields.CustomerTier, FieldValue.Of(tier)), China("2026-03-02 09:00"));
        Assert.Equal(new DocumentRef("sla-policy", policy, 1), ticket.Clocks.Policy);
        Assert.Equal(China(firstResponseDue), ticket.Clock("first-response").DueAt);
    }

    [Fact]
    public void The_first_policy_in_order_that_matches_wins()
    {
        var book = Clockwork.Book(Sound with { Id = "a", Order = 2 }, Sound with { Id = "c", Order = 1 }, Sound with { Id = "b", Order = 1 });
        Assert.Equal("b", book.Choose(FieldValues.Empty)?.Ref.Id);
    }

    [Fact]
    public void A_ticket_that_no_policy_is_for_has_no_clocks()
    {
        var book = Clockwork.Book(Sound with { Condition = Condition.Test("kind", ConditionOperator.Eq, "return") });
        Assert.Empty(SlaDecisions.Open(book, new(Priority.Normal), China("2026-03-02 09:00")));
    }

    [Fact]
    public void A_running_clock_keeps_the_versions_it_started_with()
    {
        var before = ShippedSla.Documents.Aggregate(ConfigurationSnapshot.Of(CalendarKind.Instance, SlaPolicyKind.Instance), (known, document) => known.With(document));
        var clocks = SlaDecisions.Open(new(before), new(Priority.Normal), China("2026-03-02 09:00"))
            .Aggregate(SlaClocks.None, (state, happening) => state.Apply(happening));
        var longer = ShippedSla.Policies.Single(policy => policy.Id == "standard") with { Targets = [Target] };
        var after = before.With(new("sla-policy", "standard", 2, JsonBody.Of(longer)));
        var happenings = SlaDecisions.React(clocks, new StepOpened("s1", "check"), new(Priority.Normal), new(after), China("2026-03-02 09:10"));
        Assert.Equal(Minutes(450), Assert.IsType<TargetStarted>(Assert.Single(happenings)).Budget);
    }

    [Fact]
    public void A_policy_survives_being_written_and_read()
    {
        Assert.All(ShippedSla.Policies, policy =>
        {
            var json = JsonSerializer.Serialize(policy, DispatchJson.Stored);
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<SlaPolicyDefinition>(json, DispatchJson.Strict), DispatchJson.Stored));
        });
    }

    [Fact]
    public void A_sound_policy_has_no_fault() => Assert.Empty(Validate(Sound));

    [Fact]
    public void A_policy_without_a_calendar_is_refused() => Refused(Sound with { Calendar = null }, RejectionCode.CalendarMissing, "$.calendar");

    [Fact]
    public void A_policy_in_elapsed_time_needs_no_calendar() =>
        Assert.Empty(Validate(Sound with { Calendar = null, Targets = [Target with { Time = BudgetTime.Elapsed }] }));

    [Fact]
    public void An_unknown_calendar_is_refused() => Refused(Sound with { Calendar = "moon" }, RejectionCode.CalendarUnknown, "$.calendar");

    [Fact]
    public void A_policy_without_targets_is_refused() => Refused(Sound with { Targets = [] }, RejectionCode.TargetsEmpty, "$.targets");

    [Fact]
    public void Two_targets_of_one_id_are_refused() => Refused(Sound with { Targets = [Target, Target] }, RejectionCode.TargetIdInvalid, "$.targets[1].id");

    [Fact]
    public void The_id_of_the_limits_of_flows_is_refused() =>
        Refused(Sound with { Targets = [Target with { Id = "flow-limit" }] }, RejectionCode.TargetIdInvalid, "$.targets[0].id");

    [Fact]
    public void A_budget_missing_for_a_priority_is_refused() =>
        Refused(With(Target with { Budgets = Target.Budgets.Where(pair => pair.Key is not Priority.High).ToDictionary() }), RejectionCode.BudgetMissing, "$.targets[0].budgets.high");

    [Fact]
    public void A_budget_of_nothing_is_refused() => Refused(With(Clockwork.Target(SlaMetric.Resolution, 120, urgent: 0)), RejectionCode.BudgetNotPositive, "$.targets[0].budgets.urgent");

    [Fact]
    public void A_budget_of_more_than_five_years_is_refused() =>
        Refused(With(Clockwork.Target(SlaMetric.Resolution, 120) with { Budgets = new Dictionary<Priority, Budget>(Target.Budgets) { [Priority.Low] = 5 * 52 * 2250 + 1 } }),
            RejectionCode.BudgetTooLong, "$.targets[0].budgets.low");

    [Fact]
    public void A_warning_before_the_deadline_that_would_come_after_it_is_refused() =>
        Refused(With(Target with { Warnings = [new WarnBefore(-5, [Receiver.Lead])] }), RejectionCode.WarningOnWrongSide, "$.targets[0].warnings[0].minutes");

    [Fact]
    public void A_warning_too_far_after_the_deadline_is_refused() =>
        Refused(With(Target with { Warnings = [new WarnAtPercent(1_001, [Receiver.Lead])] }), RejectionCode.LevelTooFar, "$.targets[0].warnings[0].percent");

    [Fact]
    public void A_budget_of_working_days_for_a_target_that_counts_all_time_is_refused() =>
        Refused(With(Clockwork.Target(SlaMetric.Resolution, 120, urgent: new WorkingDaysBudget(2)) with { Time = BudgetTime.Elapsed }), RejectionCode.BudgetNeedsCalendar, "$.targets[0].budgets.urgent");

    [Fact]
    public void A_budget_of_more_working_days_than_five_years_have_is_refused() =>
        Refused(With(Clockwork.Target(SlaMetric.Resolution, 120, urgent: new WorkingDaysBudget(SlaPolicyValidation.MostDays + 1))), RejectionCode.BudgetTooLong, "$.targets[0].budgets.urgent");

    [Fact]
    public void A_level_with_an_unknown_calendar_is_refused() =>
        Refused(With(Target with { Escalation = [new(0, [new HandToLeadAction()]) { Calendar = "moon" }] }), RejectionCode.CalendarUnknown, "$.targets[0].escalation[0].calendar");

    [Fact]
    public void A_level_with_a_condition_on_an_unknown_field_is_refused_at_its_path() =>
        Refused(With(Target with { Escalation = [new(0, [new HandToLeadAction()]) { Condition = Condition.All(Condition.Test("colour", ConditionOperator.Eq, "red")) }] }),
            RejectionCode.FieldUnknown, "$.targets[0].escalation[0].condition.all[0].field");

    [Fact]
    public void Reassigning_to_an_unknown_team_is_refused() =>
        Refused(With(Target with { Escalation = [new(0, [new ReassignAction("ghosts")])] }), RejectionCode.TeamUnknown, "$.targets[0].escalation[0].actions[0].team");

    [Fact]
    public void Telling_an_unknown_system_is_refused() =>
        Refused(With(Target with { Escalation = [new(0, [new HandToLeadAction(), new WebhookAction("ghosts")])] }), RejectionCode.WebhookUnknown, "$.targets[0].escalation[0].actions[1].webhook");

    [Fact]
    public void Stops_of_a_target_that_follows_steps_are_refused() =>
        Refused(With(Clockwork.Target(SlaMetric.Step, 120) with { Stops = [ClockTrigger.Responded] }), RejectionCode.TargetMemberNotWanted, "$.targets[0].stops");

    [Fact]
    public void More_targets_than_a_ticket_can_carry_are_refused() =>
        Refused(Sound with { Targets = [.. Enumerable.Range(0, SlaPolicyValidation.MostTargets + 1).Select(i => Target with { Id = $"t{i}" })] }, RejectionCode.TargetsTooMany, "$.targets");

    [Fact]
    public void A_warning_before_the_start_is_refused() =>
        Refused(With(Target with { Warnings = [new WarnBefore(120, [Receiver.Lead])] }), RejectionCode.MilestoneBeforeStart, "$.targets[0].warnings[0].minutes");

    [Fact]
    public void Levels_out_of_order_are_refused() =>
        Refused(With(Target with { Escalation = [new(30, [new HandToLeadAction()]), new(0, [new HandToLeadAction()])] }), RejectionCode.LevelsOutOfOrder, "$.targets[0].escalation[1].offsetMinutes");

    [Fact]
    public void A_level_that_does_nothing_is_refused() =>
        Refused(With(Target with { Escalation = [new(0, [])] }), RejectionCode.LevelWithoutAction, "$.targets[0].escalation[0].actions");

    [Fact]
    public void A_level_that_tells_nobody_is_refused() =>
        Refused(With(Target with { Escalation = [new(0, [new NotifyAction([])])] }), RejectionCode.ReceiversEmpty, "$.targets[0].escalation[0].actions[0].whom");

    [Fact]
    public void Steps_on_a_target_that_measures_none_are_refused() =>
        Refused(With(Target with { Steps = ["check"] }), RejectionCode.TargetMemberNotWanted, "$.targets[0].steps");

    [Fact]
    public void An_unknown_field_in_the_condition_is_refused_at_its_path() =>
        Refused(Sound with { Condition = Condition.All(Condition.Test("colour", ConditionOperator.Eq, "red")) }, RejectionCode.FieldUnknown, "$.condition.all[0].field");

    [Fact]
    public void An_unknown_member_is_refused()
    {
        var body = JsonBody.Parse("""{"id":"test","name":{"zh":"一","en":"One"},"order":1,"targets":[],"colour":"red"}""");
        Assert.Equal(RejectionCode.DocumentMalformed, Assert.Single(ConfigurationSnapshot.Of(SlaPolicyKind.Instance).Validate("sla-policy", "test", body)).Code);
    }

    private static SlaPolicyDefinition With(SlaTarget target) => Sound with { Targets = [target] };

    private static IReadOnlyList<Rejection> Validate(SlaPolicyDefinition policy)
    {
        var configuration = ConfigurationSnapshot.Of(CalendarKind.Instance, SlaPolicyKind.Instance);
        foreach (var calendar in ShippedSla.Calendars)
            configuration = configuration.With(new("calendar", calendar.Id, 1, JsonBody.Of(calendar)));
        return configuration.Validate("sla-policy", policy.Id, JsonBody.Of(policy));
    }

    private static void Refused(SlaPolicyDefinition policy, RejectionCode code, string path)
    {
        var rejection = Assert.Single(Validate(policy));
        Assert.Equal((code, path), (rejection.Code, rejection.Path));
    }
}
