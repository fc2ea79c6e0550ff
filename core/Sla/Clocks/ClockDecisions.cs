using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>What happens to one clock: its state together with the target and the calendar that it runs by.</summary>
/// <remarks>Instants are always reckoned from the start over all pauses, so that nothing depends on when somebody looked.</remarks>
internal readonly record struct ClockDecisions(SlaClock Clock, SlaTarget Target, WorkingCalendar Calendar)
{
    /// <summary>Starts a clock.</summary>
    public static TargetStarted Start(
        string key, SlaTarget target, string? step, DocumentRef? calendarRef, WorkingCalendar calendar, TimeSpan budget, bool ownLimit, DateTimeOffset now) =>
        new(key, target.Id, target.Metric, now, budget, calendar.Due(now, budget))
        {
            Step = step,
            Calendar = calendarRef,
            OwnLimit = ownLimit,
            Next = Milestones.Next(target, budget, 0, position => calendar.Due(now, position)),
        };

    /// <summary>Stops counting for a while.</summary>
    public TargetPaused Pause(string reason, DateTimeOffset now)
    {
        IReadOnlyList<Pause> pauses = [.. Clock.Pauses, new(now, null, reason)];
        return new(Clock.Key, now, reason, UsedAt(now)) { DueAt = DueWith(pauses), Next = NextWith(pauses), Merged = Merged() };
    }

    /// <summary>Goes on after a pause.</summary>
    public TargetResumed Resume(DateTimeOffset now)
    {
        var pauses = Clock.PausesEndedAt(now);
        return new(Clock.Key, now, DueWith(pauses)!.Value) { Next = NextWith(pauses) };
    }

    /// <summary>Goes on after having stopped.</summary>
    public TargetReopened Reopen(DateTimeOffset now)
    {
        var pauses = Clock.PausesWhenReopened(now);
        return new TargetReopened(Clock.Key, now, DueWith(pauses)!.Value) { Next = NextWith(pauses), Merged = Merged() };
    }

    /// <summary>Gives another budget from the original start.</summary>
    public DueMoved Rebudget(TimeSpan budget, DateTimeOffset now)
    {
        var instantOf = InstantWith(Clock.Pauses);
        var reached = Milestones.StillReached(Target, budget, Clock.Reached, now, instantOf);
        return new(Clock.Key, now, budget, reached) { DueAt = instantOf(budget), Next = Milestones.Next(Target, budget, reached, instantOf) };
    }

    /// <summary>Ends the clock: met when its deadline has not passed.</summary>
    public ClockHappening Stop(DateTimeOffset now) => Clock.BreachedAt is null
        ? new TargetMet(Clock.Key, now, Clock.Budget - UsedAt(now))
        : new TargetMissed(Clock.Key, now, UsedAt(now) - Clock.Budget);

    /// <summary>Reaches the milestone that is next.</summary>
    public ClockHappening Reach(Milestone milestone, DateTimeOffset now)
    {
        var reached = Clock.Reached | Milestones.Bit(milestone.Kind, milestone.Index);
        var next = Milestones.Next(Target, Clock.Budget, reached, InstantWith(Clock.Pauses));
        return milestone.Kind switch
        {
            MilestoneKind.Warning => new WarningReached(Clock.Key, milestone.Index, milestone.At, now, Target.Warnings[milestone.Index].Notify) { Next = next },
            MilestoneKind.Breach => new TargetBreached(Clock.Key, Clock.DueAt!.Value, now) { Next = next },
            _ => new EscalationReached(Clock.Key, milestone.Index + 1, milestone.At, now, Target.Escalation[milestone.Index].Actions) { Next = next },
        };
    }

    /// <summary>One pause that leaves as much counted at its end as the two oldest ones did; null while there is room for both.</summary>
    private Pause? Merged()
    {
        if (Clock.Pauses.Count < SlaClock.MostPauses)
            return null;
        var second = Clock.Pauses[1];
        return new(Calendar.Due(Clock.StartedAt, UsedAt(second.From)), second.To, Clock.Pauses[0].Reason);
    }

    private TimeSpan UsedAt(DateTimeOffset now) => DueCalculation.Used(Calendar, Clock.StartedAt, now, Clock.Pauses);

    private DateTimeOffset? DueWith(IReadOnlyList<Pause> pauses) => InstantWith(pauses)(Clock.Budget);

    private Milestone? NextWith(IReadOnlyList<Pause> pauses) => Milestones.Next(Target, Clock.Budget, Clock.Reached, InstantWith(pauses));

    private Func<TimeSpan, DateTimeOffset?> InstantWith(IReadOnlyList<Pause> pauses)
    {
        var (calendar, start) = (Calendar, Clock.StartedAt);
        return position => DueCalculation.Due(calendar, start, position, pauses);
    }
}
