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
/// <param name="Key">Key within the ticket: the target's id; for one that repeats with <c>/</c> and the step instance, or the number of the occasion.</param>
/// <param name="Target">Target of the policy.</param>
/// <param name="Metric">What it measures.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Budget">Time allowed, as the calendar counts it.</param>
public sealed record SlaClock(
    string Key, string Target, SlaMetric Metric, [property: JsonConverter(typeof(CompactInstantJsonConverter))] DateTimeOffset StartedAt, TimeSpan Budget)
{
    /// <summary>Reason of the pause between stopping and reopening.</summary>
    public const string Stopped = "stopped";

    /// <summary>Pauses that are kept one by one; of more, the oldest are merged.</summary>
    public const int MostPauses = 4;

    /// <summary>Policy and version; null for the limit of a flow that no policy measures.</summary>
    public DocumentRef? Policy { get; init; }

    /// <summary>Step instance measured; null for other metrics.</summary>
    public string? Step { get; init; }

    /// <summary>Team or visit measured; null for other metrics.</summary>
    public string? Subject { get; init; }

    /// <summary>What counts; null counts all time.</summary>
    public CalendarRef? Calendar { get; init; }

    /// <summary>Whether a budget that ends at a closing is due at the next opening, because a clock time of that day is meant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtOpening { get; init; }

    /// <summary>Whether pauses leave the deadline where it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fixed { get; init; }

    /// <summary>As stored only: whether policy and calendar are those of the ticket.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    internal bool Shares { get; init; }

    /// <summary>Whether somebody deals with the escalation, so that no further level is reached.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Acknowledged { get; init; }

    /// <summary>How it stands.</summary>
    public SlaClockState State { get; init; } = SlaClockState.Running;

    /// <summary>The deadline; null while a pause holds it off.</summary>
    [JsonConverter(typeof(CompactInstantJsonConverter))]
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
    [JsonConverter(typeof(CompactInstantJsonConverter))]
    public DateTimeOffset? BreachedAt { get; init; }

    /// <summary>Highest escalation level reached, 0 before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Level { get; init; }

    /// <summary>When it was met, missed or withdrawn.</summary>
    [JsonConverter(typeof(CompactInstantJsonConverter))]
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

    /// <summary>Whether its target has several clocks on one ticket: the key names which.</summary>
    [JsonIgnore]
    public bool Repeats => Key.Contains('/', StringComparison.Ordinal);

    /// <summary>Pauses that put the deadline off.</summary>
    [JsonIgnore]
    public IReadOnlyList<Pause> Extending => Fixed ? [] : Pauses;

    /// <summary>Budget left when it stopped; negative when it was overdrawn, null while it is open.</summary>
    [JsonIgnore]
    public TimeSpan? Margin => IsOpen ? null : Budget - Used;

    /// <summary>The clock after something happened to it.</summary>
    public SlaClock Apply(ClockHappening happening) => happening switch
    {
        TargetPaused e => this with { State = SlaClockState.Paused, Used = Fixed ? null : e.Used, DueAt = e.DueAt, Next = e.Next, Pauses = [.. With(e.Merged, e.MergedAt), new(e.At, null, e.Reason)] },
        TargetResumed e => this with { State = SlaClockState.Running, Used = null, DueAt = e.DueAt, Next = e.Next, Pauses = PausesEndedAt(e.At) },
        TargetReopened e => this with
        {
            State = SlaClockState.Running, Used = null, DueAt = e.DueAt, Next = e.Next, EndedAt = null,
            Pauses = e.Throughout ? Pauses : [.. With(e.Merged, e.MergedAt), StoppedUntil(e.At)],
        },
        DueMoved e => this with
        {
            Budget = e.Budget, DueAt = e.DueAt, AtOpening = e.AtOpening, Reached = e.Reached, Next = e.Next, Level = LevelIn(e.Reached), Acknowledged = false,
        },
        TargetReplaced e => this with
        {
            Target = e.Target, Policy = e.Policy, Calendar = e.Calendar, Budget = e.Budget, DueAt = e.DueAt, AtOpening = e.AtOpening, Fixed = e.Fixed,
            Reached = e.Reached, Next = e.Next, Level = LevelIn(e.Reached), Acknowledged = false,
        },
        WarningReached e => this with { Reached = Reached | Milestones.Bit(MilestoneKind.Warning, e.Warning), Next = e.Next },
        TargetBreached e => this with { Reached = Reached | Milestones.Bit(MilestoneKind.Breach, 0), BreachedAt = e.DueAt, Next = e.Next },
        EscalationReached e => this with { Reached = Reached | Milestones.Bit(MilestoneKind.Level, e.Level - 1), Level = e.Level, Next = e.Next },
        LevelPassedOver e => this with { Reached = Reached | Milestones.Bit(MilestoneKind.Level, e.Level - 1), Next = e.Next },
        EscalationStopped e => this with { Acknowledged = true, Next = e.Next },
        TargetMet e => Ended(SlaClockState.Met, e.At) with { Used = Budget - e.Margin },
        TargetMissed e => Ended(SlaClockState.Missed, e.At) with { Used = Budget + e.Late },
        TargetWithdrawn e => Ended(SlaClockState.Withdrawn, e.At) with { Pauses = [] },
        _ => throw new NotSupportedException($"{happening.GetType().Name} has no Apply."),
    };

    /// <summary>The pauses as they are once the ticket is reopened at an instant.</summary>
    /// <param name="throughout">Whether the time since it stopped is counted.</param>
    internal IReadOnlyList<Pause> PausesWhenReopened(DateTimeOffset at, bool throughout) => throughout ? Pauses : [.. Pauses, StoppedUntil(at)];

    /// <summary>The pauses as they are once the present one ends at an instant.</summary>
    internal IReadOnlyList<Pause> PausesEndedAt(DateTimeOffset at) =>
        Pauses is [.., { To: null } last] ? [.. Pauses.SkipLast(1), last with { To = at }] : Pauses;

    private IEnumerable<Pause> With(Pause? merged, int at) => merged is { } pause ? [.. Pauses.Take(at), pause, .. Pauses.Skip(at + 2)] : Pauses;

    private Pause StoppedUntil(DateTimeOffset at) => new(EndedAt ?? at, at, Stopped);

    private SlaClock Ended(SlaClockState state, DateTimeOffset at) =>
        this with { State = state, EndedAt = at, Next = null, Pauses = PausesEndedAt(at) };

    private static int LevelIn(long reached) =>
        Enumerable.Range(1, Milestones.MostLevels).LastOrDefault(level => (reached & Milestones.Bit(MilestoneKind.Level, level - 1)) is not 0);
}
