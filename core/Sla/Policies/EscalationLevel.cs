using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>One level of an escalation chain; the first of the list is level 1.</summary>
/// <param name="OffsetMinutes">Minutes after the deadline, negative before it, in the time that the target counts. A level at 0 follows the breach.</param>
/// <param name="Actions">What happens, in order.</param>
public sealed record EscalationLevel(int OffsetMinutes, IReadOnlyList<EscalationAction> Actions)
{
    /// <summary>How much time is counted, from the start, when the level is due.</summary>
    public TimeSpan Position(TimeSpan budget) => budget + TimeSpan.FromMinutes(OffsetMinutes);
}

/// <summary>Something that an escalation level does.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NotifyAction), "notify")]
[JsonDerivedType(typeof(RaisePriorityAction), "raisePriority")]
[JsonDerivedType(typeof(HandToLeadAction), "handToLead")]
public abstract record EscalationAction;

/// <summary>Tells people.</summary>
public sealed record NotifyAction(IReadOnlyList<Receiver> Whom) : EscalationAction;

/// <summary>Makes the ticket one priority more urgent; the most urgent stays as it is.</summary>
public sealed record RaisePriorityAction : EscalationAction;

/// <summary>Hands the ticket to the lead of its team.</summary>
public sealed record HandToLeadAction : EscalationAction;
