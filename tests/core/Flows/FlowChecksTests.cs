using Dispatch.Conditions;
using Dispatch.Flows;
using static Dispatch.Tests.Core.Flows.FlowSample;

namespace Dispatch.Tests.Core.Flows;

public sealed class FlowChecksTests
{
    [Fact]
    public void A_flow_with_every_kind_of_step_is_valid() => AssertFaults(
        [],
        Team("check", null, Outcome("approve", "size"), Outcome("reject", "end")),
        Decision("size", "both", Under(50000, "pause")),
        Parallel("both", "met", "left", "right"),
        Team("left", "met"),
        Visit("right", "met"),
        Join("met", "pause"),
        Wait("pause", "end"),
        End());

    [Fact]
    public void A_next_step_that_does_not_exist_is_refused_wherever_it_is_named() => AssertFaults(
        [
            "$.flow.steps[0].onLimit flow-step-unknown", "$.flow.steps[0].outcomes[0].next flow-step-unknown",
            "$.flow.steps[1].branches[0].next flow-step-unknown", "$.flow.steps[1].otherwise flow-step-unknown",
        ],
        Team("a", null, Outcome("x", "nowhere"), Outcome("y", "b")) with { Limit = new(5, LimitClock.Working), OnLimit = "gone" },
        Decision("b", "away", Under(1, "off")),
        End());

    [Fact]
    public void An_unknown_start_is_refused() =>
        AssertFaults(["$.flow.start flow-step-unknown"], new FlowDefinition("begin", [Team("a", "end"), End()]));

    [Fact]
    public void A_step_that_no_way_leads_to_is_refused() =>
        AssertFaults(["$.flow.steps[1] flow-step-unreachable"], Team("a", "end"), Team("b", "end"), End());

    [Fact]
    public void A_step_that_only_a_reopened_ticket_enters_is_reachable() => AssertFaults(
        [], new FlowDefinition("a", [Team("a", "end"), Team("again", "end"), End()]) { ReopenAt = "again" });

    [Fact]
    public void Steps_that_go_round_for_ever_are_refused() =>
        AssertFaults(["$.flow.steps[1] flow-cannot-end", "$.flow.steps[2] flow-cannot-end"],
            Team("a", null, Outcome("x", "b"), Outcome("y", "end")), Team("b", "c"), Team("c", "b"), End());

    [Fact]
    public void A_flow_without_an_end_is_refused() =>
        AssertFaults(["$.flow.steps[0] flow-cannot-end"], Team("a", "a"));

    [Fact]
    public void A_loop_in_which_nobody_works_and_no_time_passes_is_refused() => AssertFaults(
        ["$.flow.steps[0] flow-loop-without-pause"],
        Decision("a", "b"), Decision("b", "end", Under(5, "a")), End());

    [Fact]
    public void A_loop_through_a_wait_is_allowed() =>
        AssertFaults([], Decision("a", "end", Under(5, "w")), Wait("w", "a"), End());

    [Fact]
    public void A_decision_needs_an_otherwise() =>
        AssertFaults(["$.flow.steps[0] flow-otherwise-missing"], Decision("a", null, Under(5, "end")), End());

    [Fact]
    public void A_condition_on_an_unknown_field_is_refused_with_its_path() => AssertFaults(
        ["$.flow.steps[0].branches[0].when.all[0].field field-unknown"],
        Decision("a", "end", new DecisionBranch(Condition.All(Condition.Test("colour", ConditionOperator.Eq, "red")), "end")), End());

    [Fact]
    public void Duplicate_ids_are_refused() =>
        AssertFaults(["$.flow.steps[1].id flow-id-duplicate"], Team("a", "end"), Team("a", "end"), End());

    [Fact]
    public void A_work_step_says_what_comes_next_in_one_way() => AssertFaults(
        ["$.flow.steps[0].next flow-next-ambiguous", "$.flow.steps[1] flow-next-missing", "$.flow.steps[1] flow-cannot-end"],
        Team("a", "b", Outcome("x", "end")), Team("b"), End());

    [Fact]
    public void Numbers_must_be_positive() => AssertFaults(
        [
            "$.flow.steps[0].limit.minutes flow-limit-not-positive", "$.flow.steps[0].minutes flow-limit-not-positive",
            "$.flow.steps[0].parts[0].quantity flow-limit-not-positive", "$.flow.steps[0].skills[0].level flow-skill-level-invalid",
            "$.flow.steps[0].window.withinHours flow-limit-not-positive",
        ],
        Visit("a", "end") with
        {
            Limit = new(0, LimitClock.Working), Minutes = 0, Parts = [new("pump", -1)], Skills = [new("gas", 6)], Window = new(WithinHours: 0),
        },
        End());

    [Fact]
    public void A_limit_beyond_years_is_refused() =>
        AssertFaults(["$.flow.steps[0].limit.minutes flow-limit-too-long"], Team("a", "end") with { Limit = new(int.MaxValue, LimitClock.Elapsed) }, End());

    [Fact]
    public void An_unknown_team_is_refused() =>
        AssertFaults(["$.flow.steps[1].team flow-team-unknown"], Team("a", "b") with { Team = "warehouse" }, Team("b", "end") with { Team = "moon" }, End());

    [Fact]
    public void A_wait_needs_a_limit_and_an_exit_on_limit_needs_one_too() => AssertFaults(
        ["$.flow.steps[0] flow-limit-missing", "$.flow.steps[1].onLimit flow-limit-missing", "$.flow.steps[2].onLimit flow-limit-exit-needless"],
        Wait("a", "b", new WaitForCustomer()) with { Limit = null }, Team("b", "c") with { OnLimit = "end" }, Wait("c", "end", onLimit: "end"), End());

    [Fact]
    public void Fields_that_steps_name_must_exist_and_fit() => AssertFaults(
        [
            "$.flow.steps[0].form[0].field field-unknown", "$.flow.steps[0].form[1].field flow-field-personal",
            "$.flow.steps[0].form[3].field flow-id-duplicate", "$.flow.steps[0].partsField flow-field-type-wrong",
            "$.flow.steps[0].window.earliestField field-unknown", "$.flow.steps[0].window.latestField flow-field-type-wrong",
        ],
        Visit("a", "end") with
        {
            Form = [new("data.none"), new("address", Required: true), new("data.note"), new("data.note")],
            PartsField = "data.note",
            Window = new(EarliestField: "data.never", LatestField: "data.note"),
        },
        End());

    [Fact]
    public void A_parallel_step_names_a_join_step() => AssertFaults(
        ["$.flow.steps[0].join flow-join-expected"],
        Parallel("p", "end", "a", "b"), Team("a", "end"), Team("b", "end"), End());

    [Fact]
    public void A_join_belongs_to_exactly_one_parallel_step() => AssertFaults(
        ["$.flow.steps[1] flow-join-unmatched"], Team("a", "j"), Join("j", "end"), End());

    [Fact]
    public void One_branch_is_not_parallel() => AssertFaults(
        ["$.flow.steps[0].branches flow-branches-too-few"], Parallel("p", "j", "a"), Team("a", "j"), Join("j", "end"), End());

    [Fact]
    public void A_branch_may_not_leave_without_its_join() => AssertFaults(
        ["$.flow.steps[0].branches[1] flow-branch-escapes"],
        Parallel("p", "j", "a", "b"), Team("a", "j"), Team("b", null, Outcome("x", "j"), Outcome("y", "end")), Join("j", "end"), End());

    [Fact]
    public void A_branch_may_not_go_back_before_its_fork() => AssertFaults(
        ["$.flow.steps[1].branches[1] flow-branch-escapes"],
        Team("s", "p"), Parallel("p", "j", "a", "b"), Team("a", "j"), Team("b", null, Outcome("x", "j"), Outcome("y", "s")), Join("j", "end"), End());

    [Fact]
    public void A_join_may_not_wait_for_a_branch_that_cannot_arrive() => AssertFaults(
        ["$.flow.steps[0].branches[1] flow-branch-escapes", "$.flow.steps[0].branches[1] flow-join-starved"],
        Parallel("p", "j", "a", "b"), Team("a", "j"), Team("b", "end"), Join("j", "end"), End());

    [Fact]
    public void Two_branches_may_not_share_a_step() => AssertFaults(
        ["$.flow.steps[0].branches[1] flow-branches-mixed"],
        Parallel("p", "j", "a", "b"), Team("a", "c"), Team("b", "c"), Team("c", "j"), Join("j", "end"), End());

    [Fact]
    public void A_branch_and_its_join_may_not_be_entered_from_outside() => AssertFaults(
        ["$.flow.reopenAt flow-branch-entered", "$.flow.steps[0].outcomes[1].next flow-branch-entered", "$.flow.steps[0].outcomes[2].next flow-branch-entered"],
        new FlowDefinition("s",
        [
            Team("s", null, Outcome("x", "p"), Outcome("y", "a"), Outcome("z", "j")),
            Parallel("p", "j", "a", "b"), Team("a", "j"), Team("b", "j"), Join("j", "end"), End(),
        ]) { ReopenAt = "b" });

    [Fact]
    public void Nested_forks_are_valid_and_crossed_ones_are_not()
    {
        AssertFaults([],
            Parallel("p", "j", "q", "c"), Parallel("q", "k", "a", "b"), Team("a", "k"), Team("b", "k"), Join("k", "j"), Team("c", "j"),
            Join("j", "end"), End());
        var crossed = Check(
            Parallel("p", "j", "q", "c"), Parallel("q", "k", "a", "b"), Team("a", "k"), Team("b", "j"), Join("k", "j"), Team("c", "k"),
            Join("j", "end"), End());
        Assert.Contains("$.flow.steps[1].branches[1] flow-branch-escapes", Lines(crossed));
    }

    [Fact]
    public void Too_many_steps_are_refused() => AssertFaults(
        ["$.flow.steps flow-too-large"], [.. Enumerable.Range(0, FlowChecks.MostSteps).Select(i => Team($"t{i}", "end")), End()]);

    [Fact]
    public void An_empty_flow_is_refused() => AssertFaults(["$.flow.steps flow-empty"], new FlowDefinition("a", []));

    private static void AssertFaults(string[] expected, params Step[] steps) => AssertFaults(expected, new FlowDefinition(steps[0].Id, steps));

    private static void AssertFaults(string[] expected, FlowDefinition definition) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Lines(Check(definition)));

    private static IEnumerable<string> Lines(Checked<Flow> flow) =>
        flow.Rejections.Select(rejection => $"{rejection.Path} {rejection.Code}").Distinct().Order(StringComparer.Ordinal);
}
