using System.Text.Json.Serialization;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>How a clock stands.</summary>
public enum SlaClockState
{
    /// <summary>Counting; past its deadline when <see cref="SlaClock.BreachedAt"/> is set.</summary>
    Running,

    /// <summary>Not counting for a while.</summary>
    Paused,

    /// <summary>Stopped in time.</summary>
    Met,

    /// <summary>Stopped after the deadline.</summary>
    Missed,

    /// <summary>No longer applies.</summary>
    Withdrawn,
}

/// <summary>One target of one ticket at work.</summary>
/// <param name="Key">Key within the ticket: the target's id, with <c>/step instance</c> for a step.</param>
/// <param name="Target">Target of the policy.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Budget">Time allowed, as the calendar counts it.</param>
public sealed record SlaClock(
    string Key, string Target, SlaMetric Metric, DateTimeOffset StartedAt, TimeSpan Budget)
{
    /// <summary>Reason of the pause between stopping and reopening.</summary>
    public const string Stopped = "stopped";

    /// <summary>Pauses that are kept one by one; of more, the oldest are merged.</summary>
    public const int MostPauses = 24;

    /// <summary>Policy and version; null for the limit of a flow that no policy measures.</summary>
    public DocumentRef? Policy { get; init; }

    /// <summary>Step instance measured; null for other metrics.</summary>
    public string? Step { get; init; }

    /// <summary>Calendar and version that counts; null counts all time.</summary>
    public DocumentRef? Calendar { get; init; }

    /// <summary>How it stands.</summary>
    public SlaClockState State { get; init; } = SlaClockState.Running;

    /// <summary>The deadline; null while a pause holds it off.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Time counted when the present pause began or the clock stopped; null while it runs.</summary>
    public TimeSpan? Used { get; init; }

    /// <summary>Pauses in order; the last one lasts while the clock is paused.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>Milestones reached, a bit for each: warnings from bit 0, the breach bit 20, levels from bit 21.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Reached { get; init; }

    /// <summary>What it comes to next; null when it waits for nothing.</summary>
    public Milestone? Next { get; init; }

    /// <summary>The deadline that passed; null while none did.</summary>
    public DateTimeOffset? BreachedAt { get; init; }

    /// <summary>Highest escalation level reached, 0 before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Level { get; init; }

    /// <summary>When it was met, missed or withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the flow's own limit set the budget, so that the priority does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OwnLimit { get; init; }

    /// <inheritdoc cref="TargetStarted.RunsOnHold" />
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RunsOnHold { get; init; }

    /// <summary>Whether it is running or paused.</summary>
    [JsonIgnore]
    public bool IsOpen => State is SlaClockState.Running or SlaClockState.Paused;

    /// <summary>The clock after something happened to it.</summary>
    public SlaClock Apply(ClockHappening happening) => happening switch
    {
        TargetPaused e => this with { State = SlaClockState.Paused, Used = e.Used, DueAt = e.DueAt, Next = e.Next, Pauses = [.. With(e.Merged), new(e.At, null, e.Reason)] },
        TargetResumed e => this with { State = SlaClockState.Running, Used = null, DueAt = e.DueAt, Next = e.Next, Pauses = PausesEndedAt(e.At) },
        TargetReopened e => this with
        {
            State = SlaClockState.Running, Used = null, DueAt = e.DueAt, Next = e.Next, EndedAt = null, Pauses = [.. With(e.Merged), StoppedUntil(e.At)],
        },
        DueMoved e => this with { Budget = e.Budget, DueAt = e.DueAt, Reached = e.Reached, Next = e.Next, Level = LevelIn(e.Reached) },
        WarningReached e => this with { Reached = Reached | Milestones.Bit(MilestoneKind.Warning, e.Warning), Next = e.Next },
        TargetBreached e => this with { Reached = Reached | Milestones.Bit(MilestoneKind.Breach, 0), BreachedAt = e.DueAt, Next = e.Next },
        EscalationReached e => this with { Reached = Reached | Milestones.Bit(MilestoneKind.Level, e.Level - 1), Level = e.Level, Next = e.Next },
        TargetMet e => Ended(SlaClockState.Met, e.At) with { Used = Budget - e.Margin },
        TargetMissed e => Ended(SlaClockState.Missed, e.At) with { Used = Budget + e.Late },
        TargetWithdrawn e => Ended(SlaClockState.Withdrawn, e.At),
        _ => throw new NotSupportedException($"{happening.GetType().Name} has no Apply."),
    };

    /// <summary>The pauses as they are once the ticket is reopened at an instant.</summary>
    internal IReadOnlyList<Pause> PausesWhenReopened(DateTimeOffset at) => [.. Pauses, StoppedUntil(at)];

    /// <summary>The pauses as they are once the present one ends at an instant.</summary>
    internal IReadOnlyList<Pause> PausesEndedAt(DateTimeOffset at) =>
        Pauses is [.., { To: null } last] ? [.. Pauses.SkipLast(1), last with { To = at }] : Pauses;

    private IEnumerable<Pause> With(Pause? merged) => merged is { } pause ? Pauses.Skip(2).Prepend(pause) : Pauses;

    private Pause StoppedUntil(DateTimeOffset at) => new(EndedAt ?? at, at, Stopped);

    private SlaClock Ended(SlaClockState state, DateTimeOffset at) =>
        this with { State = state, EndedAt = at, Next = null, Pauses = PausesEndedAt(at) };

    private static int LevelIn(long reached) =>
        Enumerable.Range(1, Milestones.Most).LastOrDefault(level => (reached & Milestones.Bit(MilestoneKind.Level, level - 1)) is not 0);
}
