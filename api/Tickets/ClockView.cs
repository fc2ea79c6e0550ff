using Dispatch.Sla;

namespace Dispatch.Api.Tickets;

/// <summary>An SLA clock as people read it.</summary>
/// <param name="Target">Key of the clock: the target's id, with the step instance for a step.</param>
/// <param name="Metric">firstResponse, resolution or step.</param>
/// <param name="State">running, paused, met, breached or cancelled.</param>
/// <param name="BudgetMinutes">Minutes allowed, as the calendar counts them.</param>
/// <param name="UsedMinutes">Minutes counted so far.</param>
/// <param name="Warnings">Warnings given so far.</param>
/// <param name="Level">Escalation level reached, 0 when none.</param>
public record ClockView(
    string Target, SlaMetric Metric, LocalText Name, string State, DateTimeOffset StartedAt, int BudgetMinutes, int UsedMinutes,
    int Warnings, int Level)
{
    /// <summary>Policy that promised it; absent when the flow's own limit did.</summary>
    public string? Policy { get; init; }

    /// <summary>Version of the policy.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>The deadline; absent while a pause holds it off.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was met, missed or withdrawn.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Calendar that counts, or calendars that must all count; absent when all time counts.</summary>
    public string? Calendar { get; init; }

    /// <summary>IANA zone whose wall clock counts; absent when it is the calendar's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Why it does not count at present; absent while it runs.</summary>
    public LocalText? PausedFor { get; init; }

    /// <summary>Whether somebody deals with what escalated.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>When it next has something to say.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What it says then: a warning, the breach, or a level of escalation.</summary>
    public MilestoneKind? NextKind { get; init; }

    /// <summary>The level of escalation that comes next, 1 for the first; absent when something else does.</summary>
    public int? NextLevel { get; init; }
}

/// <summary>A clock with the proof of its deadline.</summary>
public sealed record ClockProof : ClockView
{
    /// <summary>A clock without proof yet.</summary>
    public ClockProof(ClockView clock) : base(clock)
    {
    }

    /// <summary>Working time that counted, up to the deadline.</summary>
    public required IReadOnlyList<SegmentView> Counted { get; init; }

    /// <summary>Working time that did not count.</summary>
    public required IReadOnlyList<SegmentView> Paused { get; init; }
}

/// <summary>A stretch of working time.</summary>
public sealed record SegmentView(DateTimeOffset From, DateTimeOffset To, double Minutes)
{
    /// <summary>Why it did not count.</summary>
    public string? Reason { get; init; }

    /// <summary>The view of a segment.</summary>
    public static SegmentView Of(DueSegment segment) => new(segment.From, segment.To, segment.Length.TotalMinutes) { Reason = segment.PausedFor };
}
