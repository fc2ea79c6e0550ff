using Dispatch.Api.Tickets;
using Dispatch.Sla;

namespace Dispatch.Api.SlaPolicies;

/// <summary>A clock of a told ticket. Minutes may have fractions: instants are whole milliseconds.</summary>
/// <param name="Key">Key of the clock: the target's id; for one that repeats with the number of the occasion.</param>
/// <param name="Target">Id of the target.</param>
/// <param name="State">running, paused, met, breached or cancelled.</param>
/// <param name="BudgetMinutes">Time allowed, as the calendar counts it.</param>
/// <param name="UsedMinutes">Time counted so far.</param>
/// <param name="PausedMinutes">Time so far that the calendar would have counted and a pause left out.</param>
/// <param name="MarginMinutes">Budget left; negative when it is overdrawn.</param>
/// <param name="Segments">All working time from the start to the deadline, or to the end when it was met before, in order: what counted, and what did not and why.</param>
public sealed record EvaluatedClock(
    string Key, string Target, SlaMetric Metric, string State, DateTimeOffset StartedAt,
    double BudgetMinutes, double UsedMinutes, double PausedMinutes, double MarginMinutes, IReadOnlyList<SegmentView> Segments)
{
    /// <summary>The deadline; absent while a pause holds it off.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was met, missed or withdrawn.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The deadline that passed; absent while none did.</summary>
    public DateTimeOffset? BreachedAt { get; init; }

    /// <summary>Code of the reason why it does not count at present; absent while it runs.</summary>
    public string? PausedFor { get; init; }

    /// <summary>Calendar that counts, or calendars that must all count; absent when all time counts.</summary>
    public string? Calendar { get; init; }

    /// <summary>IANA zone whose wall clock counts; absent when it is the calendar's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When it next has something to say.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The view of a clock.</summary>
    public static EvaluatedClock Of(SlaReading reading, SlaBook book, DateTimeOffset now)
    {
        var clock = reading.Clock;
        var whole = DueCalculation.Used(book.Calendar(clock.Calendar), clock.StartedAt, clock.EndedAt ?? now, []);
        return new(
            clock.Key, clock.Target, clock.Metric, ClockViews.StateOf(clock), clock.StartedAt,
            clock.Budget.TotalMinutes, reading.Used.TotalMinutes, (whole - reading.Used).TotalMinutes, reading.Left.TotalMinutes,
            [.. reading.Proof.Segments.Select(SegmentView.Of)])
        {
            DueAt = clock.DueAt,
            StoppedAt = clock.EndedAt,
            BreachedAt = clock.BreachedAt,
            PausedFor = clock.State is SlaClockState.Paused ? clock.Pauses[^1].Reason : null,
            Calendar = clock.Calendar?.Ids,
            TimeZone = clock.Calendar?.TimeZone,
            NextAt = clock.Next?.At,
        };
    }
}

/// <summary>Something that a clock came to.</summary>
/// <param name="Clock">Key of the clock.</param>
/// <param name="Kind">warning, breach or level.</param>
/// <param name="At">When it fell due.</param>
/// <param name="Level">Escalation level, 1 for the first; absent for others.</param>
public sealed record EvaluatedMilestone(string Clock, MilestoneKind Kind, DateTimeOffset At, int? Level = null)
{
    /// <summary>The view of what happened; null for what is no milestone.</summary>
    public static EvaluatedMilestone? Of(SlaHappening happening) => happening switch
    {
        WarningReached e => new(e.Clock, MilestoneKind.Warning, e.DueAt),
        TargetBreached e => new(e.Clock, MilestoneKind.Breach, e.DueAt),
        EscalationReached e => new(e.Clock, MilestoneKind.Level, e.DueAt, e.Level),
        _ => null,
    };
}
