using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Conditions;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Planning;
using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>What happens to a ticket.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TicketOpened), "ticket-opened.v1")]
[JsonDerivedType(typeof(TicketRouted), "ticket-routed.v1")]
[JsonDerivedType(typeof(FlowAdvanced), "flow-advanced.v1")]
[JsonDerivedType(typeof(StepAssigned), "step-assigned.v1")]
[JsonDerivedType(typeof(StepTransferred), "step-transferred.v1")]
[JsonDerivedType(typeof(StepFinished), "step-finished.v1")]
[JsonDerivedType(typeof(ReplySent), "reply-sent.v1")]
[JsonDerivedType(typeof(ReplyReceived), "reply-received.v1")]
[JsonDerivedType(typeof(NoteAdded), "note-added.v1")]
[JsonDerivedType(typeof(TicketHeld), "ticket-held.v1")]
[JsonDerivedType(typeof(TicketResumed), "ticket-resumed.v1")]
[JsonDerivedType(typeof(TicketResolved), "ticket-resolved.v1")]
[JsonDerivedType(typeof(TicketReopened), "ticket-reopened.v1")]
[JsonDerivedType(typeof(TicketClosed), "ticket-closed.v1")]
[JsonDerivedType(typeof(TicketCancelled), "ticket-cancelled.v1")]
[JsonDerivedType(typeof(TicketMerged), "ticket-merged.v1")]
[JsonDerivedType(typeof(TicketAbsorbed), "ticket-absorbed.v1")]
[JsonDerivedType(typeof(SignalReceived), "signal-received.v1")]
[JsonDerivedType(typeof(PriorityChanged), "priority-changed.v1")]
[JsonDerivedType(typeof(PlaceSet), "place-set.v1")]
[JsonDerivedType(typeof(DuplicateFlagged), "duplicate-flagged.v1")]
[JsonDerivedType(typeof(CommandKeyed), "command-keyed.v1")]
[JsonDerivedType(typeof(NewsHeard), "news-heard.v1")]
[JsonDerivedType(typeof(SlaMoved), "sla-moved.v1")]
[JsonDerivedType(typeof(SlaWarned), "sla-warned.v1")]
[JsonDerivedType(typeof(SlaBreached), "sla-breached.v1")]
[JsonDerivedType(typeof(SlaEscalated), "sla-escalated.v1")]
[JsonDerivedType(typeof(StepLimitsMoved), "step-limits-moved.v1")]
[JsonDerivedType(typeof(LeadAwaited), "lead-awaited.v1")]
[JsonDerivedType(typeof(TaskStarted), "task-started.v1")]
[JsonDerivedType(typeof(TaskEnded), "task-ended.v1")]
[JsonDerivedType(typeof(WatcherAdded), "watcher-added.v1")]
[JsonDerivedType(typeof(WatcherRemoved), "watcher-removed.v1")]
[JsonDerivedType(typeof(TierChanged), "tier-changed.v1")]
[JsonDerivedType(typeof(EscalationTaken), "escalation-taken.v1")]
[JsonDerivedType(typeof(VisitPlanned), "visit-planned.v1")]
[JsonDerivedType(typeof(VisitSought), "visit-sought.v1")]
[JsonDerivedType(typeof(VisitBooked), "visit-booked.v1")]
[JsonDerivedType(typeof(VisitMoved), "visit-moved.v1")]
[JsonDerivedType(typeof(AppointmentChosen), "appointment-chosen.v1")]
[JsonDerivedType(typeof(VisitPinned), "visit-pinned.v1")]
[JsonDerivedType(typeof(VisitUnassigned), "visit-unassigned.v1")]
[JsonDerivedType(typeof(VisitAccepted), "visit-accepted.v1")]
[JsonDerivedType(typeof(VisitGivenUp), "visit-given-up.v1")]
[JsonDerivedType(typeof(EngineerDeparted), "engineer-departed.v1")]
[JsonDerivedType(typeof(EngineerArrived), "engineer-arrived.v1")]
[JsonDerivedType(typeof(VisitCompleted), "visit-completed.v1")]
[JsonDerivedType(typeof(VisitCancelled), "visit-cancelled.v1")]
public abstract record TicketEvent : DomainEvent;

/// <summary>An event that carries its own instant: when it fell due, or when somebody decided it.</summary>
public interface IDated
{
    /// <summary>When it happened, whenever it was seen.</summary>
    DateTimeOffset At { get; }
}

/// <summary>The ticket came in; the facts it came with.</summary>
/// <param name="CaseType">The flow it runs through, whatever is published later.</param>
/// <param name="At">When it came in.</param>
public sealed record TicketOpened(OpenTicket Facts, DocumentRef CaseType, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>A routing rule chose team, priority and skills.</summary>
/// <param name="Rule">Id of the rule; the first that matched.</param>
/// <param name="Rules">The version of the rules.</param>
/// <param name="Because">The conditions that held, with what the ticket had.</param>
public sealed record TicketRouted(
    string Rule, DocumentRef Rules, string Team, Priority Priority, ImmutableArray<Skill> Skills, ImmutableArray<ConditionReason> Because) : TicketEvent;

/// <summary>The flow went on.</summary>
/// <param name="Happenings">What happened in it, in order.</param>
/// <param name="Opened">For each step that opened: who is to do it.</param>
public sealed record FlowAdvanced(ImmutableArray<FlowHappening> Happenings, ImmutableArray<OpenedStep> Opened, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Who is to do a step that opened.</summary>
/// <param name="DueAt">When its limit passes, or null.</param>
public sealed record OpenedStep(string Instance, string? Team, ImmutableArray<Skill> Skills, DateTimeOffset? DueAt);

/// <summary>A step is with a person.</summary>
public sealed record StepAssigned(string Step, string Team, string Person, string? Before, DateTimeOffset At) : TicketEvent, IDated
{
    /// <summary>Version of the team when it gave the step or agreed; null where that is not known.</summary>
    public long? TeamVersion { get; init; }
}

/// <summary>A step went to another team's queue.</summary>
public sealed record StepTransferred(string Step, string From, string To, ContentRef? Reason, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Somebody finished a step.</summary>
public sealed record StepFinished(
    string Step, string? Outcome, ContentRef? Note, FieldValues Data, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The company wrote to the customer.</summary>
public sealed record ReplySent(ContentRef Text, ImmutableArray<string> Files, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The customer wrote.</summary>
public sealed record ReplyReceived(ContentRef Text, ImmutableArray<string> Files, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Somebody left a remark.</summary>
public sealed record NoteAdded(ContentRef Text, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Somebody is awaited.</summary>
public sealed record TicketHeld(string Reason, ContentRef? Note, DateTimeOffset? Until, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>It goes on.</summary>
public sealed record TicketResumed(DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The work is done.</summary>
public sealed record TicketResolved(string Resolution, ContentRef? Note, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>It is taken up again.</summary>
public sealed record TicketReopened(ContentRef? Reason, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Done for good.</summary>
public sealed record TicketClosed(DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Ended without result.</summary>
public sealed record TicketCancelled(ContentRef? Reason, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>It goes on under another ticket.</summary>
public sealed record TicketMerged(string Into, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Another ticket goes on under this one.</summary>
public sealed record TicketAbsorbed(string From, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Something outside happened.</summary>
public sealed record SignalReceived(string Event, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>More or less urgent than before.</summary>
public sealed record PriorityChanged(Priority Before, Priority After, ContentRef? Reason, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Where its visits go was entered or corrected.</summary>
/// <param name="Zone">Zone that holds the place; null where none does.</param>
/// <param name="ZoneBefore">Zone of the place before.</param>
/// <param name="Address">Street address; null where it stays what it was.</param>
/// <param name="SiteTimeZone">IANA time zone of the place; null where it stays what it was.</param>
public sealed record PlaceSet(Place Place, string? Zone, string? ZoneBefore, ContentRef? Address, string? SiteTimeZone, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Another open ticket of the customer looks like this one. Old journals have it; now it is found when somebody looks.</summary>
public sealed record DuplicateFlagged(string Of) : TicketEvent;

/// <summary>A command with this idempotency key was carried out: the same key again changes nothing.</summary>
public sealed record CommandKeyed(UsedKey Key) : TicketEvent;

/// <summary>Others have heard what the ticket had to tell them, so it need not keep it.</summary>
/// <param name="News">Ids as <see cref="TicketNews"/> names them.</param>
public sealed record NewsHeard(ImmutableArray<string> News) : TicketEvent;

/// <summary>SLA clocks started, paused, went on, moved or stopped.</summary>
public sealed record SlaMoved(ImmutableArray<SlaHappening> Happenings, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>A deadline comes near.</summary>
/// <param name="At">When the warning was due.</param>
public sealed record SlaWarned(WarningReached Happening, DateTimeOffset At, DateTimeOffset SeenAt) : TicketEvent, IDated;

/// <summary>A deadline was missed.</summary>
/// <param name="At">The deadline.</param>
public sealed record SlaBreached(TargetBreached Happening, DateTimeOffset At, DateTimeOffset SeenAt) : TicketEvent, IDated;

/// <summary>A level of the escalation chain was reached.</summary>
/// <param name="At">When the level was due.</param>
public sealed record SlaEscalated(EscalationReached Happening, DateTimeOffset At, DateTimeOffset SeenAt) : TicketEvent, IDated;

/// <summary>A hold keeps limits of steps off, or they run again after it.</summary>
public sealed record StepLimitsMoved(ImmutableArray<MovedLimit> Limits, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>How the limit of a step stands.</summary>
/// <param name="Step">Step instance.</param>
/// <param name="DueAt">When it passes; null while a hold keeps it off.</param>
/// <param name="Left">What is left of it then; null while it runs.</param>
public sealed record MovedLimit(string Step, DateTimeOffset? DueAt, TimeSpan? Left);

/// <summary>The ticket is handed over when the team's lead or the stand-in is back; until then it stays where it is.</summary>
/// <param name="Level">Escalation level that called for the lead.</param>
public sealed record LeadAwaited(int Level, string Team, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>A team has a task besides the flow, such as calling the customer back.</summary>
/// <param name="Task">Id of the step that stands for it.</param>
/// <param name="Name">What is to be done.</param>
public sealed record TaskStarted(string Task, LocalText Name, string Team, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>A task is done, or no longer needed.</summary>
public sealed record TaskEnded(string Task, bool Done, ContentRef? Note, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>A person follows the ticket.</summary>
public sealed record WatcherAdded(string Person, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>A person no longer follows it.</summary>
public sealed record WatcherRemoved(string Person, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The customer has another tier.</summary>
public sealed record TierChanged(string? Before, string? After, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Somebody deals with an escalation.</summary>
/// <param name="Clock">Key of the clock; null for all that have escalated.</param>
public sealed record EscalationTaken(string? Clock, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>A visit is needed.</summary>
public sealed record VisitPlanned(WorkOrder WorkOrder) : TicketEvent, IDated
{
    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset At => WorkOrder.Since;
}

/// <summary>An engineer is sought again.</summary>
public sealed record VisitSought(string WorkOrder, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>An engineer, a time and the parts are promised.</summary>
public sealed record VisitBooked(string WorkOrder, Booking Booking, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Another engineer, or another time, is promised in place of the one before.</summary>
public sealed record VisitMoved(string WorkOrder, Booking Booking, DateTimeOffset At) : TicketEvent, IDated
{
    /// <summary>Whether it is to stay there when the day is improved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Pinned { get; init; }
}

/// <summary>A booked visit is to stay where it is, or need not any more.</summary>
public sealed record VisitPinned(string WorkOrder, bool Pinned, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>A visit is to begin inside a window. What is booked outside of it moves in the same decision.</summary>
/// <param name="Attempt">Which attempt at booking the window holds for.</param>
public sealed record AppointmentChosen(string WorkOrder, Window Window, int Attempt, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>Nobody fits at present.</summary>
public sealed record VisitUnassigned(string WorkOrder, int Attempt, ImmutableArray<Misfit> Misfits, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The engineer will go.</summary>
public sealed record VisitAccepted(string WorkOrder, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The booking is off and another engineer is sought.</summary>
/// <param name="Why">One of the constants.</param>
/// <param name="Wanted">Engineer asked for by name in the next attempt, or null.</param>
public sealed record VisitGivenUp(string WorkOrder, string Why, ContentRef? Reason, string? Wanted, DateTimeOffset At) : TicketEvent, IDated
{
    /// <summary>The engineer will not go.</summary>
    public const string Declined = "declined";

    /// <summary>The engineer did not accept in time.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The engineer's day no longer holds it.</summary>
    public const string Lost = "lost";

    /// <summary>Somebody seeks anew by hand.</summary>
    public const string Rebooked = "rebooked";

    /// <summary>It goes elsewhere, so the way there no longer fits.</summary>
    public const string PlaceChanged = "place-changed";
}

/// <summary>The engineer is on the way.</summary>
public sealed record EngineerDeparted(string WorkOrder, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The engineer is on site.</summary>
public sealed record EngineerArrived(string WorkOrder, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The visit is done.</summary>
public sealed record VisitCompleted(string WorkOrder, ContentRef? Notes, ImmutableArray<PartNeed> UsedParts, DateTimeOffset At) : TicketEvent, IDated;

/// <summary>The visit is no longer needed.</summary>
public sealed record VisitCancelled(string WorkOrder, DateTimeOffset At) : TicketEvent, IDated;
