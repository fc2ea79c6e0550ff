using System.Text.Json.Serialization;
using Dispatch.Flows;

namespace Dispatch.Sla;

/// <summary>Something that happened to a ticket and that its clocks react to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Responded), "responded")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(HoldEnded), "holdEnded")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
[JsonDerivedType(typeof(PriorityChanged), "priorityChanged")]
[JsonDerivedType(typeof(StepOpened), "stepOpened")]
[JsonDerivedType(typeof(StepDone), "stepDone")]
[JsonDerivedType(typeof(StepWithdrawn), "stepWithdrawn")]
[JsonDerivedType(typeof(Unobserved), "unobserved")]
public abstract record SlaFact;

/// <summary>The customer got a reply.</summary>
public sealed record Responded : SlaFact;

/// <summary>The ticket was put on hold: <see cref="SlaSituation.HeldFor"/> is the reason.</summary>
public sealed record Held : SlaFact;

/// <summary>The hold ended.</summary>
public sealed record HoldEnded : SlaFact;

/// <summary>The work ended with a result.</summary>
public sealed record Resolved : SlaFact;

/// <summary>A resolved or closed ticket is worked on again.</summary>
public sealed record Reopened : SlaFact;

/// <summary>The ticket was closed.</summary>
public sealed record Closed : SlaFact;

/// <summary>The ticket ended without result, or was merged into another.</summary>
public sealed record Cancelled : SlaFact;

/// <summary>The ticket became more or less urgent: <see cref="SlaSituation.Priority"/> is the new priority.</summary>
public sealed record PriorityChanged : SlaFact;

/// <summary>A step of the flow on which somebody works was opened.</summary>
/// <param name="Instance">Id of the step instance, unique within the ticket.</param>
/// <param name="Step">Id of the step in the flow.</param>
/// <param name="Limit">The flow's own limit, which beats the policy's budget and counts even where no policy measures the step; null when the flow sets none.</param>
public sealed record StepOpened(string Instance, string Step, TimeLimit? Limit = null) : SlaFact;

/// <summary>A step of the flow was completed.</summary>
public sealed record StepDone(string Instance) : SlaFact;

/// <summary>A step of the flow is no longer wanted.</summary>
public sealed record StepWithdrawn(string Instance) : SlaFact;

/// <summary>Nobody can tell what a kind of clock measures: a case told by another system says nothing of it.</summary>
/// <param name="Metric">The kind of clock.</param>
public sealed record Unobserved(SlaMetric Metric) : SlaFact;

/// <summary>How the ticket stands after a fact.</summary>
/// <param name="Priority">Its priority.</param>
/// <param name="HeldFor">Code of the reason for which it is on hold; null when it is not.</param>
public sealed record SlaSituation(Priority Priority, string? HeldFor = null);
