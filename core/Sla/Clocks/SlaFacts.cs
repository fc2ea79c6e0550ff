using System.Text.Json.Serialization;
using Dispatch.Flows;

namespace Dispatch.Sla;

/// <summary>Something that happened to a ticket and that its clocks react to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Opened), "opened")]
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
[JsonDerivedType(typeof(CustomerWrote), "customerWrote")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(VisitPlanned), "visitPlanned")]
[JsonDerivedType(typeof(VisitWithdrawn), "visitWithdrawn")]
[JsonDerivedType(typeof(Departed), "departed")]
[JsonDerivedType(typeof(Arrived), "arrived")]
[JsonDerivedType(typeof(VisitDone), "visitDone")]
[JsonDerivedType(typeof(Moved), "moved")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(PolicyReviewed), "policyReviewed")]
public abstract record SlaFact
{
    /// <summary>What targets call it; null for what starts and stops no clock by name.</summary>
    internal virtual ClockTrigger? Trigger => null;

    /// <summary>The visit that it is about; null for the ticket as a whole.</summary>
    internal virtual string? Subject => null;
}

/// <summary>The ticket came in.</summary>
public sealed record Opened : SlaFact
{
    internal override ClockTrigger? Trigger => ClockTrigger.Opened;
}

/// <summary>The customer got a reply.</summary>
public sealed record Responded : SlaFact
{
    internal override ClockTrigger? Trigger => ClockTrigger.Responded;
}

/// <summary>The customer wrote.</summary>
public sealed record CustomerWrote : SlaFact
{
    internal override ClockTrigger? Trigger => ClockTrigger.CustomerWrote;
}

/// <summary>A person got a step of it.</summary>
public sealed record Assigned : SlaFact
{
    internal override ClockTrigger? Trigger => ClockTrigger.Assigned;
}

/// <summary>Something of a visit.</summary>
/// <param name="Visit">Id of the work order.</param>
public abstract record VisitFact(string Visit) : SlaFact
{
    internal override string? Subject => Visit;
}

/// <summary>A visit was planned.</summary>
public sealed record VisitPlanned(string Visit) : VisitFact(Visit)
{
    internal override ClockTrigger? Trigger => ClockTrigger.VisitPlanned;
}

/// <summary>A visit is no longer needed.</summary>
public sealed record VisitWithdrawn(string Visit) : VisitFact(Visit);

/// <summary>An engineer set out.</summary>
public sealed record Departed(string Visit) : VisitFact(Visit)
{
    internal override ClockTrigger? Trigger => ClockTrigger.Departed;
}

/// <summary>An engineer is on site.</summary>
public sealed record Arrived(string Visit) : VisitFact(Visit)
{
    internal override ClockTrigger? Trigger => ClockTrigger.Arrived;
}

/// <summary>A visit was completed.</summary>
public sealed record VisitDone(string Visit) : VisitFact(Visit)
{
    internal override ClockTrigger? Trigger => ClockTrigger.VisitDone;
}

/// <summary>Steps went to other teams, or the ticket's state changed: the situation says how.</summary>
public sealed record Moved : SlaFact;

/// <summary>Somebody has taken note of an escalation and deals with it.</summary>
/// <param name="Clock">Key of the clock; null for every clock that has escalated.</param>
public sealed record Acknowledged(string? Clock = null) : SlaFact;

/// <summary>Policies or calendars were published, or fields that choose the policy changed: the ticket asks again which is for it.</summary>
public sealed record PolicyReviewed : SlaFact;

/// <summary>The ticket was put on hold: <see cref="SlaSituation.HeldFor"/> is the reason.</summary>
public sealed record Held : SlaFact;

/// <summary>The hold ended.</summary>
public sealed record HoldEnded : SlaFact;

/// <summary>The work ended with a result.</summary>
public sealed record Resolved : SlaFact;

/// <summary>A resolved or closed ticket is worked on again.</summary>
public sealed record Reopened : SlaFact
{
    internal override ClockTrigger? Trigger => ClockTrigger.Reopened;
}

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
