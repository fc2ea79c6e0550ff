namespace Dispatch.Sla;

/// <summary>Kinds of milestone. At one instant a warning comes before the breach and the breach before a level.</summary>
public enum MilestoneKind { Warning, Breach, Level }

/// <summary>What a clock comes to next.</summary>
/// <param name="Kind">Kind of milestone.</param>
/// <param name="Index">Place in the target's list of that kind, from 0.</param>
/// <param name="At">Earliest instant at which it is reached; the breach is one millisecond after the deadline, since the deadline itself is in time.</param>
public sealed record Milestone(MilestoneKind Kind, int Index, DateTimeOffset At);

/// <summary>The milestones of one clock under one budget and one set of pauses, and where time has brought them.</summary>
/// <remarks>A milestone lies at a position, an amount of counted time whose instant follows from calendar and pauses; a level with a calendar
/// of its own lies at an offset from the deadline's instant.</remarks>
internal readonly record struct Milestones(SlaTarget Target, ClockTime Time, SlaBook Book)
{
    /// <summary>Most warnings of one target.</summary>
    public const int MostWarnings = 20;

    /// <summary>Most levels of one target.</summary>
    public const int MostLevels = 40;

    private static readonly TimeSpan JustAfter = TimeSpan.FromMilliseconds(1);

    /// <summary>The bit that stands for a milestone in <see cref="SlaClock.Reached"/>.</summary>
    public static long Bit(MilestoneKind kind, int index) => 1L << (kind switch
    {
        MilestoneKind.Warning => index,
        MilestoneKind.Breach => MostWarnings,
        _ => MostWarnings + 1 + index,
    });

    /// <summary>The earliest milestone not reached yet; null when none can be reached as things are.</summary>
    /// <param name="reached">Bits of those reached.</param>
    /// <param name="armed">Kinds that may come at all.</param>
    public Milestone? Next(long reached, Func<MilestoneKind, bool> armed)
    {
        Milestone? first = null;
        foreach (var each in All())
            if ((reached & Bit(each.Kind, each.Index)) is 0 && armed(each.Kind) && (first is null || IsBefore(each, first)))
                first = each;
        return first;
    }

    /// <summary>What stays reached when deadline or budget move: milestones that now lie ahead are armed again.</summary>
    public long StillReached(long reached, DateTimeOffset now) =>
        All().Where(each => each.At <= now).Aggregate(0L, (bits, each) => bits | (reached & Bit(each.Kind, each.Index)));

    /// <summary>What lies at an instant or before it, as bits.</summary>
    public long PassedBy(DateTimeOffset now, Func<Milestone, bool> chosen) =>
        All().Where(each => each.At <= now && chosen(each)).Aggregate(0L, (bits, each) => bits | Bit(each.Kind, each.Index));

    private static bool IsBefore(Milestone a, Milestone b) => (a.At, a.Kind, a.Index).CompareTo((b.At, b.Kind, b.Index)) < 0;

    /// <summary>Those whose instant is known; a pause without end hides the others.</summary>
    private IEnumerable<Milestone> All()
    {
        foreach (var (i, warning) in Target.Warnings.Index())
            if (Time.At(warning.Position(Time.Budget)) is { } at)
                yield return new(MilestoneKind.Warning, i, at);
        if (Time.Deadline is { } deadline)
            yield return new(MilestoneKind.Breach, 0, deadline + JustAfter);
        foreach (var (i, level) in Target.Escalation.Index())
            if (AtLevel(level) is { } at)
                yield return new(MilestoneKind.Level, i, at);
    }

    private DateTimeOffset? AtLevel(EscalationLevel level)
    {
        if (level.Calendar is null)
            return level.OffsetMinutes is 0 ? Time.Deadline + JustAfter : Time.At(level.Position(Time.Budget));
        if (Time.Deadline is not { } deadline)
            return null;
        var own = Book.LevelCalendar(level.Calendar);
        return level.OffsetMinutes switch
        {
            < 0 => own.Before(deadline, -level.Offset),
            // A breach at night escalates when the level's own hours begin.
            0 => own.Opening(deadline + JustAfter, TimeSpan.Zero),
            _ => own.Due(deadline, level.Offset),
        };
    }
}

/// <summary>Where amounts of one clock's counted time lie.</summary>
/// <param name="Pauses">Those that put the deadline off.</param>
internal readonly record struct ClockTime(WorkingCalendar Calendar, DateTimeOffset Start, IReadOnlyList<Pause> Pauses, TimeSpan Budget, bool AtOpening)
{
    /// <summary>The last instant in time; null while a pause holds it off.</summary>
    public DateTimeOffset? Deadline => DueCalculation.Due(Calendar, Start, Budget, Pauses, AtOpening);

    /// <summary>The instant at which an amount has been counted; null while a pause holds it off. What would come before the start comes with it.</summary>
    public DateTimeOffset? At(TimeSpan position) => position == Budget ? Deadline
        : DueCalculation.Due(Calendar, Start, position > TimeSpan.Zero ? position : TimeSpan.Zero, Pauses);

    /// <summary>Time counted until an instant.</summary>
    public TimeSpan UsedAt(DateTimeOffset now) => DueCalculation.Used(Calendar, Start, now, Pauses);
}
