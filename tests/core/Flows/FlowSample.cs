using Dispatch.Conditions;
using Dispatch.Fields;
using Dispatch.Flows;

namespace Dispatch.Tests.Core.Flows;

/// <summary>Short ways to write steps, so that a test shows only what it is about.</summary>
internal static class FlowSample
{
    public static readonly FieldCatalogue Fields = FieldCatalogue.BuiltIn.With(
    [
        new("data.note", FieldType.Text, new("备注", "Note")),
        new("data.parts", FieldType.TextSet, new("配件", "Parts")),
        new("data.from", FieldType.Instant, new("从", "From")),
    ]).Required();

    public static readonly string[] Teams = ["warehouse"];

    public static LocalText Name(string id) => new(id, id);

    public static TeamStep Team(string id, string? next = null, params StepOutcome[] outcomes) =>
        new() { Id = id, Name = Name(id), Next = next, Outcomes = outcomes };

    public static StepOutcome Outcome(string id, string next) => new(id, Name(id), next);

    public static VisitStep Visit(string id, string next) => new() { Id = id, Name = Name(id), Next = next, Minutes = 30 };

    public static WaitStep Wait(string id, string next, WaitFor? @for = null, string? onLimit = null) =>
        new() { Id = id, Name = Name(id), Next = next, For = @for ?? new WaitForTime(), OnLimit = onLimit, Limit = new(10, LimitClock.Elapsed) };

    public static DecisionStep Decision(string id, string? otherwise, params DecisionBranch[] branches) =>
        new() { Id = id, Name = Name(id), Otherwise = otherwise, Branches = branches };

    /// <summary>A branch for amounts under a bound.</summary>
    public static DecisionBranch Under(long amount, string next) =>
        new(Condition.Test(TicketFields.Amount, ConditionOperator.Lt, amount), next);

    public static ParallelStep Parallel(string id, string join, params string[] branches) =>
        new() { Id = id, Name = Name(id), Join = join, Branches = branches };

    public static JoinStep Join(string id, string next) => new() { Id = id, Name = Name(id), Next = next };

    public static EndStep End(string id = "end") => new() { Id = id, Name = Name(id), Resolution = "done" };

    public static Checked<Flow> Check(params Step[] steps) => Check(new FlowDefinition(steps[0].Id, steps));

    public static Checked<Flow> Check(FlowDefinition definition) => FlowChecks.Compile(definition, Fields, Teams);

    /// <summary>A flow that starts at its first step.</summary>
    public static Flow Flow(params Step[] steps) => Check(steps).Required();

    public static FieldValues Amount(long minor) => FieldValues.Empty.With(TicketFields.Amount, FieldValue.Of(minor));
}
