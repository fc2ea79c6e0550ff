using Dispatch.Fields;

namespace Dispatch.Flows;

/// <summary>Moves a flow on. Pure: gives what happens and the state after it, or a refusal.</summary>
/// <remarks>Fields are read as they are after the command: whatever a form fills in is already there when branches are chosen.</remarks>
public static class FlowEngine
{
    /// <summary>Enters the flow: at its start, or where reopened tickets take up when it ran before.</summary>
    public static FlowAdvance Start(Flow flow, FlowState state, IFieldSource fields)
    {
        if (state.Phase is FlowPhase.Running)
            return FlowAdvance.Refuse(state, RejectionCode.FlowAlreadyRunning);
        var at = state.Phase is FlowPhase.NotStarted ? flow.Definition.Start : flow.Definition.ReopenAt ?? flow.Definition.Start;
        return new FlowWalk(flow, state, fields).Note(new FlowStarted(at)).Enter(at, fork: null).Advance();
    }

    /// <summary>A person completes a step.</summary>
    /// <param name="outcome">One of the step's outcomes; null where it declares none.</param>
    public static FlowAdvance Complete(Flow flow, FlowState state, string instance, string? outcome, IFieldSource fields)
    {
        if (state.Find(instance) is not { } open)
            return FlowAdvance.Refuse(state, RejectionCode.StepNotOpen, ("instance", instance));
        if (flow[open.Step] is not WorkStep work)
            return FlowAdvance.Refuse(state, RejectionCode.StepNotWork, ("instance", instance), ("step", open.Step));
        if (NextAfter(work, outcome) is not { } next)
            return FlowAdvance.Refuse(state, RejectionCode.StepOutcomeUnknown,
                ("outcome", outcome), ("outcomes", string.Join(", ", work.OutcomeIds())));
        if (work.Form.FirstOrDefault(field => field.Required && fields.Get(field.Field).Kind is FieldValueKind.None) is { } empty)
            return FlowAdvance.Refuse(state, RejectionCode.StepFieldRequired, ("field", empty.Field), ("step", work.Id));
        return Leave(flow, state, open, outcome ?? WorkStep.Done, next, fields);
    }

    /// <summary>The limit of an open step passed: leads on where the flow says so, else the step is overdue, once. A stale call changes nothing.</summary>
    public static FlowAdvance PassLimit(Flow flow, FlowState state, string instance, IFieldSource fields)
    {
        if (state.Find(instance) is not { } open || flow[open.Step] is not OpenableStep step)
            return new(state, []);
        if (step is WaitStep { For: WaitForTime } wait)
            return Leave(flow, state, open, WorkStep.Done, wait.Next, fields);
        if (step.OnLimit is { } next)
            return Leave(flow, state, open, WorkStep.LimitPassed, next, fields);
        return open.Overdue
            ? new(state, [])
            : new FlowWalk(flow, state, fields).Note(new StepOverdue(open.Instance, open.Step)).Advance();
    }

    /// <summary>Something that steps may be waiting for arrived: completes every wait that is open for it, and nothing else.</summary>
    /// <param name="arrived"><see cref="WaitForCustomer"/> or <see cref="WaitForEvent"/>.</param>
    public static FlowAdvance Signal(Flow flow, FlowState state, WaitFor arrived, IFieldSource fields)
    {
        var walk = new FlowWalk(flow, state, fields);
        foreach (var open in state.Open)
            if (flow[open.Step] is WaitStep wait && wait.For == arrived && wait.For is not WaitForTime)
                walk.Note(new StepCompleted(open.Instance, open.Step, WorkStep.Done)).Enter(wait.Next, open.Fork);
        return walk.Advance();
    }

    /// <summary>Stops a running flow: every open step is taken back.</summary>
    public static FlowAdvance Cancel(FlowState state)
    {
        if (state.Phase is not FlowPhase.Running)
            return FlowAdvance.Refuse(state, RejectionCode.FlowNotRunning, ("phase", state.Phase));
        IReadOnlyList<FlowHappening> happenings =
            [.. state.Open.Select(step => new StepWithdrawn(step.Instance, step.Step)), new FlowCancelled()];
        return new(state.Apply(happenings), happenings);
    }

    private static FlowAdvance Leave(Flow flow, FlowState state, OpenStep open, string outcome, string next, IFieldSource fields) =>
        new FlowWalk(flow, state, fields)
            .Note(new StepCompleted(open.Instance, open.Step, outcome))
            .Enter(next, open.Fork)
            .Advance();

    private static string? NextAfter(WorkStep work, string? outcome) => work.Outcomes.Count > 0
        ? work.Outcomes.FirstOrDefault(declared => declared.Id == outcome)?.Next
        : outcome is null or WorkStep.Done ? work.Next : null;
}

/// <summary>What moving a flow comes to.</summary>
/// <param name="State">The state after the happenings; unchanged when refused.</param>
/// <param name="Happenings">In the order they happened; empty when nothing changes.</param>
/// <param name="Rejection">Why it was refused, or null.</param>
public sealed record FlowAdvance(FlowState State, IReadOnlyList<FlowHappening> Happenings, Rejection? Rejection = null)
{
    internal static FlowAdvance Refuse(FlowState state, RejectionCode code, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        new(state, [], Rejection.Of(code, arguments));
}
