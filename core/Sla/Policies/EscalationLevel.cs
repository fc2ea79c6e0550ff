using System.Text.Json.Serialization;
using Dispatch.Conditions;

namespace Dispatch.Sla;

/// <summary>One level of an escalation chain; the first of the list is level 1.</summary>
/// <param name="OffsetMinutes">Minutes after the deadline, negative before it. A level at 0 follows the breach.</param>
/// <param name="Actions">What happens, in order.</param>
public sealed record EscalationLevel(int OffsetMinutes, IReadOnlyList<EscalationAction> Actions)
{
    /// <summary>Which tickets the level is for, asked when it is due; null means all. A level that is not for a ticket is passed over.</summary>
    public Condition? Condition { get; init; }

    /// <summary>Id of the calendar that counts the offset from the deadline; null counts it in the time that the target counts.</summary>
    /// <remarks>Without it a pause puts the level off as it puts the deadline off; with it the offset starts at the deadline.</remarks>
    public string? Calendar { get; init; }

    /// <summary>Whether people are told outside their working hours as well.</summary>
    public bool Urgent { get; init; }

    /// <summary>The offset.</summary>
    [JsonIgnore]
    public TimeSpan Offset => TimeSpan.FromMinutes(OffsetMinutes);

    /// <summary>How much time is counted, from the start, when a level without a calendar of its own is due.</summary>
    public TimeSpan Position(TimeSpan budget) => budget + Offset;

    /// <summary>Whether another level comes at the same place.</summary>
    internal bool IsAt(EscalationLevel other) => OffsetMinutes == other.OffsetMinutes && Calendar == other.Calendar;
}

/// <summary>Something that an escalation level does.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NotifyAction), "notify")]
[JsonDerivedType(typeof(RaisePriorityAction), "raisePriority")]
[JsonDerivedType(typeof(HandToLeadAction), "handToLead")]
[JsonDerivedType(typeof(ReassignAction), "reassign")]
[JsonDerivedType(typeof(AddWatcherAction), "addWatcher")]
[JsonDerivedType(typeof(StartTaskAction), "startTask")]
[JsonDerivedType(typeof(WebhookAction), "webhook")]
public abstract record EscalationAction;

/// <summary>Tells people.</summary>
public sealed record NotifyAction(IReadOnlyList<Receiver> Whom) : EscalationAction;

/// <summary>Makes the ticket one priority more urgent; the most urgent stays as it is.</summary>
public sealed record RaisePriorityAction : EscalationAction;

/// <summary>Hands the ticket to the lead of its team.</summary>
public sealed record HandToLeadAction : EscalationAction;

/// <summary>Hands the open steps of the ticket's team to another team's queue.</summary>
public sealed record ReassignAction(string Team) : EscalationAction;

/// <summary>Lets a person follow the ticket.</summary>
public sealed record AddWatcherAction(string Person) : EscalationAction;

/// <summary>Gives a team a task of its own on the ticket, such as calling the customer back.</summary>
/// <param name="Name">What is to be done.</param>
/// <param name="Team">Whose queue it goes to; null means the ticket's team.</param>
public sealed record StartTaskAction(LocalText Name, string? Team = null) : EscalationAction;

/// <summary>Tells another system.</summary>
/// <param name="Webhook">Id of the webhook.</param>
public sealed record WebhookAction(string Webhook) : EscalationAction;
