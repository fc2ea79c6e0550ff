using System.Text.Json;
using Dispatch.Fields;
using Dispatch.Flows;
using static Dispatch.Tests.Core.Flows.FlowSample;

namespace Dispatch.Tests.Core.Flows;

public sealed class FlowEngineTests
{
    private static readonly Flow Approval = Flow(
        Team("check", null, Outcome("approve", "size"), Outcome("reject", "end")) with { Form = [new("data.note", Required: true)] },
        Decision("size", "boss", Under(50000, "end")),
        Team("boss", "end"),
        End());

    private static readonly Flow Fork = Flow(
        Parallel("p", "j", "a", "b"), Team("a", "j"), Team("b", "j"), Join("j", "last"), Team("last", "end"), End());

    private static readonly FieldValues Noted = Amount(50000).With("data.note", FieldValue.Of("ok"));

    [Fact]
    public void Starting_opens_the_first_step_as_s1()
    {
        var started = FlowEngine.Start(Approval, FlowState.NotStarted, FieldValues.Empty);
        Assert.Equal([new FlowStarted("check"), new StepOpened("s1", "check", StepKind.Team)], started.Happenings);
    }

    [Fact]
    public void Completing_a_step_takes_the_first_branch_that_holds() => Assert.Equal(
        [new StepCompleted("s1", "check", "approve"), new BranchTaken("size", 0, "end"), new FlowEnded("end", "done")],
        Complete(Approval, Started(Approval), "s1", "approve", Noted.With(Amount(49999))).Happenings);

    [Fact]
    public void An_amount_at_the_bound_takes_the_otherwise() => Assert.Equal(
        [new StepCompleted("s1", "check", "approve"), new BranchTaken("size", null, "boss"), new StepOpened("s2", "boss", StepKind.Team)],
        Complete(Approval, Started(Approval), "s1", "approve", Noted).Happenings);

    [Theory]
    [InlineData("s9", "approve", "step-not-open")]
    [InlineData("s1", "maybe", "step-outcome-unknown")]
    [InlineData("s1", null, "step-outcome-unknown")]
    [InlineData("s1", "done", "step-outcome-unknown")]
    public void A_completion_that_does_not_fit_is_refused_and_changes_nothing(string instance, string? outcome, string code)
    {
        var state = Started(Approval);
        var refused = Complete(Approval, state, instance, outcome, Noted);
        Assert.Equal(code, refused.Rejection?.Code.Value);
        Assert.Same(state, refused.State);
    }

    [Fact]
    public void A_required_field_that_is_empty_refuses_the_completion() => Assert.Equal(
        RejectionCode.StepFieldRequired, Complete(Approval, Started(Approval), "s1", "approve", Amount(1)).Rejection?.Code);

    [Fact]
    public void A_join_goes_on_only_when_every_branch_has_arrived()
    {
        var one = Complete(Fork, Started(Fork), "s1", null, FieldValues.Empty);
        Assert.Equal([new StepCompleted("s1", "a", "done"), new BranchArrived("f1", "j")], one.Happenings);
        var both = Complete(Fork, one.State, "s2", null, FieldValues.Empty);
        Assert.Equal(
            [new StepCompleted("s2", "b", "done"), new BranchArrived("f1", "j"), new JoinReached("f1", "j"), new StepOpened("s3", "last", StepKind.Team)],
            both.Happenings);
    }

    [Fact]
    public void A_wait_for_time_goes_on_when_its_limit_passes()
    {
        var flow = Flow(Wait("w", "end"), End());
        Assert.Equal([new StepCompleted("s1", "w", "done"), new FlowEnded("end", "done")], Pass(flow, Started(flow)).Happenings);
    }

    [Fact]
    public void A_wait_in_vain_takes_its_exit()
    {
        var flow = Flow(Wait("w", "end", new WaitForCustomer(), onLimit: "ask"), Team("ask", "end"), End());
        Assert.Equal([new StepCompleted("s1", "w", "limit-passed"), new StepOpened("s2", "ask", StepKind.Team)], Pass(flow, Started(flow)).Happenings);
    }

    [Fact]
    public void A_step_without_an_exit_stays_open_and_is_overdue_once()
    {
        var flow = Flow(Team("a", "end") with { Limit = new(5, LimitClock.Working) }, End());
        var overdue = Pass(flow, Started(flow));
        Assert.Equal([new StepOverdue("s1", "a")], overdue.Happenings);
        Assert.True(overdue.State.Find("s1")!.Overdue);
        Assert.Empty(Pass(flow, overdue.State).Happenings);
    }

    [Fact]
    public void A_limit_of_a_step_that_is_gone_has_nothing_to_say() =>
        Assert.Empty(FlowEngine.PassLimit(Approval, Started(Approval), "s7", FieldValues.Empty).Happenings);

    [Fact]
    public void A_signal_completes_only_the_waits_that_are_open_for_it()
    {
        var flow = Flow(
            Parallel("p", "j", "a", "b"), Wait("a", "j", new WaitForEvent("parcel")), Wait("b", "j", new WaitForCustomer()), Join("j", "end"), End());
        var parcel = FlowEngine.Signal(flow, Started(flow), new WaitForEvent("parcel"), FieldValues.Empty);
        Assert.Equal([new StepCompleted("s1", "a", "done"), new BranchArrived("f1", "j")], parcel.Happenings);
        Assert.Empty(FlowEngine.Signal(flow, parcel.State, new WaitForEvent("parcel"), FieldValues.Empty).Happenings);
        var reply = FlowEngine.Signal(flow, parcel.State, new WaitForCustomer(), FieldValues.Empty);
        Assert.Equal(FlowPhase.Ended, reply.State.Phase);
    }

    [Fact]
    public void One_signal_does_not_run_through_two_waits_in_a_row()
    {
        var flow = Flow(Wait("a", "b", new WaitForCustomer()), Wait("b", "end", new WaitForCustomer()), End());
        var reply = FlowEngine.Signal(flow, Started(flow), new WaitForCustomer(), FieldValues.Empty);
        Assert.Equal("b", Assert.Single(reply.State.Open).Step);
    }

    [Fact]
    public void Nobody_completes_a_wait_by_hand()
    {
        var flow = Flow(Wait("a", "end"), End());
        Assert.Equal(RejectionCode.StepNotWork, Complete(flow, Started(flow), "s1", null, FieldValues.Empty).Rejection?.Code);
    }

    [Fact]
    public void Cancelling_takes_back_every_open_step()
    {
        var cancelled = FlowEngine.Cancel(Started(Fork));
        Assert.Equal([new StepWithdrawn("s1", "a"), new StepWithdrawn("s2", "b"), new FlowCancelled()], cancelled.Happenings);
        Assert.Empty(cancelled.State.Open);
        Assert.Empty(cancelled.State.Forks);
        Assert.Equal(RejectionCode.FlowNotRunning, FlowEngine.Cancel(cancelled.State).Rejection?.Code);
    }

    [Fact]
    public void A_reopened_flow_counts_on_and_takes_up_where_it_says()
    {
        var flow = Check(new FlowDefinition("a", [Team("a", "end"), Team("again", "end"), End()]) { ReopenAt = "again" }).Required();
        var ended = Complete(flow, Started(flow), "s1", null, FieldValues.Empty).State;
        Assert.Equal(
            [new FlowStarted("again"), new StepOpened("s2", "again", StepKind.Team)],
            FlowEngine.Start(flow, ended, FieldValues.Empty).Happenings);
    }

    [Fact]
    public void A_running_flow_is_not_started_again() =>
        Assert.Equal(RejectionCode.FlowAlreadyRunning, FlowEngine.Start(Fork, Started(Fork), FieldValues.Empty).Rejection?.Code);

    [Fact]
    public void Happenings_and_state_survive_the_journal()
    {
        var advance = Complete(Fork, Started(Fork), "s1", null, FieldValues.Empty);
        Assert.Equal(advance.Happenings, RoundTrip(advance.Happenings));
        var state = RoundTrip(advance.State);
        Assert.Equal(JsonSerializer.Serialize(advance.State, DispatchJson.Stored), JsonSerializer.Serialize(state, DispatchJson.Stored));
        Assert.Equal(
            FlowPhase.Running, Complete(Fork, state, "s2", null, FieldValues.Empty).State.Phase);
    }

    private static FlowState Started(Flow flow) => FlowEngine.Start(flow, FlowState.NotStarted, FieldValues.Empty).State;

    private static FlowAdvance Complete(Flow flow, FlowState state, string instance, string? outcome, IFieldSource fields) =>
        FlowEngine.Complete(flow, state, instance, outcome, fields);

    private static FlowAdvance Pass(Flow flow, FlowState state) => FlowEngine.PassLimit(flow, state, "s1", FieldValues.Empty);

    private static T RoundTrip<T>(T value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, DispatchJson.Stored), DispatchJson.Stored)!;
}
