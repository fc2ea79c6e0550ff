using System.Text.Json.Serialization;

namespace Dispatch.Flows;

/// <summary>Something that happened in a running flow. The ticket wraps these into its own events.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(FlowStarted), "flowStarted")]
[JsonDerivedType(typeof(StepOpened), "stepOpened")]
[JsonDerivedType(typeof(StepCompleted), "stepCompleted")]
[JsonDerivedType(typeof(StepOverdue), "stepOverdue")]
[JsonDerivedType(typeof(StepWithdrawn), "stepWithdrawn")]
[JsonDerivedType(typeof(BranchTaken), "branchTaken")]
[JsonDerivedType(typeof(BranchesStarted), "branchesStarted")]
[JsonDerivedType(typeof(BranchArrived), "branchArrived")]
[JsonDerivedType(typeof(JoinReached), "joinReached")]
[JsonDerivedType(typeof(FlowEnded), "flowEnded")]
[JsonDerivedType(typeof(FlowCancelled), "flowCancelled")]
public abstract record FlowHappening;

/// <summary>The flow was entered, for the first time or again after the ticket was reopened.</summary>
public sealed record FlowStarted(string At) : FlowHappening;

/// <summary>A step is open and waits for people, time or news.</summary>
/// <param name="Instance">Id of this visit to the step: s1, s2 … within the ticket.</param>
/// <param name="Step">Id in the flow.</param>
/// <param name="Kind">Team, visit or wait.</param>
/// <param name="Fork">The fork whose branch it belongs to; null outside parallel branches.</param>
public sealed record StepOpened(string Instance, string Step, StepKind Kind, string? Fork = null) : FlowHappening;

/// <summary>A step was completed.</summary>
/// <param name="Outcome">The chosen outcome, <c>done</c>, or <c>limit-passed</c>.</param>
public sealed record StepCompleted(string Instance, string Step, string Outcome) : FlowHappening;

/// <summary>The limit of a step passed; it stays open.</summary>
public sealed record StepOverdue(string Instance, string Step) : FlowHappening;

/// <summary>An open step was taken back because the flow was cancelled.</summary>
public sealed record StepWithdrawn(string Instance, string Step) : FlowHappening;

/// <summary>A decision was made.</summary>
/// <param name="Decision">Id of the decision step.</param>
/// <param name="Branch">Index of the branch, from 0; null when none held.</param>
/// <param name="Next">The step it leads to.</param>
public sealed record BranchTaken(string Decision, int? Branch, string Next) : FlowHappening;

/// <summary>Branches run side by side from here.</summary>
/// <param name="Fork">Id of this run of the parallel step: f1, f2 … within the ticket.</param>
/// <param name="Parallel">Id of the parallel step.</param>
/// <param name="Join">Id of the join that ends the fork.</param>
/// <param name="Branches">How many branches the join waits for.</param>
/// <param name="Parent">The fork within which this one runs, or null.</param>
public sealed record BranchesStarted(string Fork, string Parallel, string Join, int Branches, string? Parent = null) : FlowHappening;

/// <summary>One branch came to its join.</summary>
public sealed record BranchArrived(string Fork, string Join) : FlowHappening;

/// <summary>All branches have arrived; the flow goes on behind the join.</summary>
public sealed record JoinReached(string Fork, string Join) : FlowHappening;

/// <summary>The flow came to an end.</summary>
public sealed record FlowEnded(string Step, string Resolution) : FlowHappening;

/// <summary>The flow was stopped before its end.</summary>
public sealed record FlowCancelled : FlowHappening;
