using System.Text.Json.Serialization;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>What happens to the clocks of a ticket. The ticket's own events carry it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PolicyChosen), "policyChosen")]
[JsonDerivedType(typeof(TargetStarted), "targetStarted")]
[JsonDerivedType(typeof(TargetPaused), "targetPaused")]
[JsonDerivedType(typeof(TargetResumed), "targetResumed")]
[JsonDerivedType(typeof(TargetReopened), "targetReopened")]
[JsonDerivedType(typeof(DueMoved), "dueMoved")]
[JsonDerivedType(typeof(WarningReached), "warningReached")]
[JsonDerivedType(typeof(TargetBreached), "targetBreached")]
[JsonDerivedType(typeof(EscalationReached), "escalationReached")]
[JsonDerivedType(typeof(TargetMet), "targetMet")]
[JsonDerivedType(typeof(TargetMissed), "targetMissed")]
[JsonDerivedType(typeof(TargetWithdrawn), "targetWithdrawn")]
[JsonDerivedType(typeof(LevelPassedOver), "levelPassedOver")]
[JsonDerivedType(typeof(EscalationStopped), "escalationStopped")]
[JsonDerivedType(typeof(PolicyReplaced), "policyReplaced")]
[JsonDerivedType(typeof(TargetReplaced), "targetReplaced")]
public abstract record SlaHappening;

/// <summary>The ticket found its policy.</summary>
/// <param name="Policy">Policy and version; its clocks keep it.</param>
/// <param name="Calendar">Calendar and version; null when no target counts working time.</param>
public sealed record PolicyChosen(DocumentRef Policy, CalendarRef? Calendar = null) : SlaHappening;

/// <summary>The ticket found another policy, another version of it or of its calendars, or none.</summary>
/// <param name="Policy">Policy and version; null when none is for it any more.</param>
/// <param name="Calendar">What counts working time.</param>
/// <param name="At">When.</param>
public sealed record PolicyReplaced(DocumentRef? Policy, CalendarRef? Calendar, DateTimeOffset At) : SlaHappening;

/// <summary>Something that happens to one clock.</summary>
/// <param name="Clock">Key of the clock: the target's id, with <c>/step instance</c> for a step.</param>
public abstract record ClockHappening(string Clock) : SlaHappening
{
    /// <summary>What the clock comes to next; null when it waits for nothing.</summary>
    public Milestone? Next { get; init; }
}

/// <summary>A clock started, or started anew.</summary>
/// <param name="Target">Target of the policy.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="At">When.</param>
/// <param name="Budget">Time allowed, as the calendar counts it.</param>
/// <param name="DueAt">Deadline if nothing pauses it.</param>
public sealed record TargetStarted(
    string Clock, string Target, SlaMetric Metric, DateTimeOffset At, TimeSpan Budget, DateTimeOffset DueAt) : ClockHappening(Clock)
{
    /// <summary>Step instance measured; null for other metrics.</summary>
    public string? Step { get; init; }

    /// <summary>Team or visit measured; null for other metrics.</summary>
    public string? Subject { get; init; }

    /// <summary>What counts; null counts all time.</summary>
    public CalendarRef? Calendar { get; init; }

    /// <inheritdoc cref="SlaClock.AtOpening" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtOpening { get; init; }

    /// <inheritdoc cref="SlaClock.Fixed" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fixed { get; init; }

    /// <summary>Pauses that lie behind it, where a clock starts at an instant that has passed.</summary>
    public IReadOnlyList<Pause>? Pauses { get; init; }

    /// <summary>Milestones that count as reached, where a clock starts at an instant that has passed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Reached { get; init; }

    /// <summary>Whether the flow's own limit set the budget, so that the priority does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OwnLimit { get; init; }

    /// <summary>Whether the flow lets the limit run while the ticket is on hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RunsOnHold { get; init; }
}

/// <summary>A clock stopped counting for a while.</summary>
/// <param name="At">First instant not counted.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Used">Time counted so far.</param>
public sealed record TargetPaused(string Clock, DateTimeOffset At, string Reason, TimeSpan Used) : ClockHappening(Clock)
{
    /// <summary>Null; or the deadline, when it was reached before the pause.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Takes the place of two neighbouring pauses when there are many; leaves the same time counted.</summary>
    public Pause? Merged { get; init; }

    /// <summary>Place of the first of those two, from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MergedAt { get; init; }

    internal TargetPaused Merging((Pause Pause, int At)? merged) => merged is { } pair ? this with { Merged = pair.Pause, MergedAt = pair.At } : this;
}

/// <summary>A clock goes on after a pause.</summary>
/// <param name="At">First instant counted again.</param>
/// <param name="DueAt">The deadline from now on.</param>
public sealed record TargetResumed(string Clock, DateTimeOffset At, DateTimeOffset DueAt) : ClockHappening(Clock);

/// <summary>A clock that had stopped goes on because the ticket was reopened; the time in between is not counted.</summary>
/// <inheritdoc cref="TargetResumed" path="/param" />
public sealed record TargetReopened(string Clock, DateTimeOffset At, DateTimeOffset DueAt) : ClockHappening(Clock)
{
    /// <inheritdoc cref="TargetPaused.Merged" />
    public Pause? Merged { get; init; }

    /// <inheritdoc cref="TargetPaused.MergedAt" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MergedAt { get; init; }

    internal TargetReopened Merging((Pause Pause, int At)? merged) => merged is { } pair ? this with { Merged = pair.Pause, MergedAt = pair.At } : this;

    /// <summary>Whether the time since it stopped is counted as well.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Throughout { get; init; }
}

/// <summary>A clock has another budget. What it has used and paused is kept; the budget counts from the original start.</summary>
/// <param name="At">When.</param>
/// <param name="Budget">The new budget.</param>
/// <param name="Reached">Milestones that stay reached, as in <see cref="SlaClock.Reached"/>; the others are withdrawn and armed anew.</param>
public sealed record DueMoved(string Clock, DateTimeOffset At, TimeSpan Budget, long Reached) : ClockHappening(Clock)
{
    /// <summary>The new deadline; null while a pause holds it off.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <inheritdoc cref="SlaClock.AtOpening" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtOpening { get; init; }
}

/// <summary>A clock goes on under another policy, version or calendar. What it has used and paused is kept.</summary>
/// <param name="Target">Target of the policy that it runs by from now on.</param>
/// <param name="Policy">Policy and version.</param>
/// <param name="Calendar">What counts; null counts all time.</param>
public sealed record TargetReplaced(string Clock, string Target, DocumentRef Policy, CalendarRef? Calendar, DateTimeOffset At, TimeSpan Budget, long Reached)
    : ClockHappening(Clock)
{
    /// <summary>The deadline from now on; null while a pause holds it off.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <inheritdoc cref="SlaClock.AtOpening" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtOpening { get; init; }

    /// <inheritdoc cref="SlaClock.Fixed" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fixed { get; init; }
}

/// <summary>A level fell due that is not for a ticket as this one stands.</summary>
/// <param name="Level">1 for the first.</param>
public sealed record LevelPassedOver(string Clock, int Level, DateTimeOffset DueAt, DateTimeOffset SeenAt) : ClockHappening(Clock);

/// <summary>Somebody deals with what escalated: no further level of the clock is reached, unless its deadline moves.</summary>
public sealed record EscalationStopped(string Clock, DateTimeOffset At) : ClockHappening(Clock);

/// <summary>A warning fell due.</summary>
/// <param name="Warning">Place in the target's warnings, from 0.</param>
/// <param name="DueAt">When it fell due.</param>
/// <param name="SeenAt">When it was noticed.</param>
/// <param name="Notify">Who is told.</param>
public sealed record WarningReached(string Clock, int Warning, DateTimeOffset DueAt, DateTimeOffset SeenAt, IReadOnlyList<Receiver> Notify)
    : ClockHappening(Clock);

/// <summary>The deadline passed.</summary>
/// <param name="DueAt">The deadline: the last instant that was in time.</param>
/// <param name="SeenAt">When it was noticed, at least a millisecond later.</param>
public sealed record TargetBreached(string Clock, DateTimeOffset DueAt, DateTimeOffset SeenAt) : ClockHappening(Clock);

/// <summary>A level of the escalation chain fell due.</summary>
/// <param name="Level">1 for the first.</param>
/// <param name="DueAt">When it fell due.</param>
/// <param name="SeenAt">When it was noticed.</param>
/// <param name="Actions">What is to be done.</param>
public sealed record EscalationReached(string Clock, int Level, DateTimeOffset DueAt, DateTimeOffset SeenAt, IReadOnlyList<EscalationAction> Actions)
    : ClockHappening(Clock)
{
    /// <inheritdoc cref="EscalationLevel.Urgent" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Urgent { get; init; }
}

/// <summary>The promise was kept.</summary>
/// <param name="At">When.</param>
/// <param name="Margin">Budget left.</param>
public sealed record TargetMet(string Clock, DateTimeOffset At, TimeSpan Margin) : ClockHappening(Clock);

/// <summary>What was promised was done after the deadline.</summary>
/// <param name="At">When.</param>
/// <param name="Late">Counted time beyond the budget.</param>
public sealed record TargetMissed(string Clock, DateTimeOffset At, TimeSpan Late) : ClockHappening(Clock);

/// <summary>The promise no longer applies.</summary>
public sealed record TargetWithdrawn(string Clock, DateTimeOffset At) : ClockHappening(Clock);
