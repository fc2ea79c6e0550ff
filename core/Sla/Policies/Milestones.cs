namespace Dispatch.Sla;

/// <summary>Kinds of milestone. At one instant a warning comes before the breach and the breach before a level.</summary>
public enum MilestoneKind { Warning, Breach, Level }

/// <summary>What a clock comes to next.</summary>
/// <param name="Kind">Kind of milestone.</param>
/// <param name="Index">Place in the target's list of that kind, from 0.</param>
/// <param name="At">Earliest instant at which it is reached; the breach is one millisecond after the deadline, since the deadline itself is in time.</param>
public sealed record Milestone(MilestoneKind Kind, int Index, DateTimeOffset At);

/// <summary>The milestones of one target under one budget, and where time has brought them.</summary>
/// <remarks>A milestone lies at a position: an amount of counted time. Its instant follows from calendar and pauses.</remarks>
internal static class Milestones
{
    /// <summary>Most warnings, and most levels, of one target.</summary>
    public const int Most = 20;

    private static readonly TimeSpan JustAfter = TimeSpan.FromMilliseconds(1);

    /// <summary>The bit that stands for a milestone in <see cref="SlaClock.Reached"/>.</summary>
    public static long Bit(MilestoneKind kind, int index) => 1L << (kind switch
    {
        MilestoneKind.Warning => index,
        MilestoneKind.Breach => Most,
        _ => Most + 1 + index,
    });

    /// <summary>The earliest milestone not reached yet; null when none can be reached as things are.</summary>
    public static Milestone? Next(SlaTarget target, TimeSpan budget, long reached, Func<TimeSpan, DateTimeOffset?> instantOf)
    {
        (TimeSpan Position, MilestoneKind Kind, int Index)? first = null;
        foreach (var each in Of(target, budget))
            if ((reached & Bit(each.Kind, each.Index)) is 0 && (first is not { } known || each.CompareTo(known) < 0))
                first = each;
        return first is { } next && At(next, budget, instantOf) is { } at ? new(next.Kind, next.Index, at) : null;
    }

    /// <summary>What stays reached when deadline or budget move: milestones that now lie ahead are armed again.</summary>
    public static long StillReached(SlaTarget target, TimeSpan budget, long reached, DateTimeOffset now, Func<TimeSpan, DateTimeOffset?> instantOf) =>
        Of(target, budget)
            .Where(each => (reached & Bit(each.Kind, each.Index)) is not 0 && At(each, budget, instantOf) <= now)
            .Aggregate(0L, (bits, each) => bits | Bit(each.Kind, each.Index));

    private static DateTimeOffset? At((TimeSpan Position, MilestoneKind Kind, int Index) each, TimeSpan budget, Func<TimeSpan, DateTimeOffset?> instantOf)
    {
        var afterDeadline = each.Kind is MilestoneKind.Breach || each.Kind is MilestoneKind.Level && each.Position == budget;
        return afterDeadline ? instantOf(each.Position) + JustAfter : instantOf(each.Position);
    }

    private static IEnumerable<(TimeSpan Position, MilestoneKind Kind, int Index)> Of(SlaTarget target, TimeSpan budget)
    {
        foreach (var (i, warning) in target.Warnings.Index())
            yield return (Position(warning.Position(budget)), MilestoneKind.Warning, i);
        yield return (budget, MilestoneKind.Breach, 0);
        foreach (var (i, level) in target.Escalation.Index())
            yield return (Position(level.Position(budget)), MilestoneKind.Level, i);
    }

    // A step's own limit may be shorter than the policy's smallest budget: what would come before the start comes at once.
    private static TimeSpan Position(TimeSpan position) => position > TimeSpan.Zero ? position : TimeSpan.Zero;
}
