namespace Dispatch.Sla;

/// <summary>What happens to one clock: its state together with the target that it runs by and what counts its time.</summary>
/// <remarks>Instants are always reckoned from the start over all pauses, so that nothing depends on when somebody looked.</remarks>
internal readonly record struct ClockDecisions(SlaClock Clock, SlaTarget Target, SlaBook Book)
{
    private WorkingCalendar Calendar => Book.Calendar(Clock.Calendar);

    /// <summary>Starts a clock.</summary>
    /// <param name="started">Key, target, metric, start and calendar.</param>
    /// <param name="target">What it runs by.</param>
    /// <param name="book">Calendars.</param>
    /// <param name="now">When it starts, or a later instant at which it turns out to have started.</param>
    public static TargetStarted Start(TargetStarted started, SlaTarget target, SlaBook book, DateTimeOffset now)
    {
        var time = new ClockTime(book.Calendar(started.Calendar), started.At, target.PausesExtend ? started.Pauses ?? [] : [], started.Budget, started.AtOpening);
        var milestones = new Milestones(target, time, book);
        var reached = now > started.At ? milestones.PassedBy(now, milestone => milestone.Kind is MilestoneKind.Warning) : 0;
        return started with { DueAt = time.Deadline!.Value, Fixed = !target.PausesExtend, Reached = reached, Next = milestones.Next(reached, _ => true) };
    }

    /// <summary>Stops counting for a while.</summary>
    public TargetPaused Pause(string reason, DateTimeOffset now)
    {
        IReadOnlyList<Pause> pauses = [.. Clock.Pauses, new(now, null, reason)];
        return new TargetPaused(Clock.Key, now, reason, UsedAt(now)) { DueAt = TimeWith(pauses).Deadline, Next = NextWith(pauses, paused: true) }.Merging(Merged());
    }

    /// <summary>Goes on after a pause.</summary>
    public TargetResumed Resume(DateTimeOffset now)
    {
        var pauses = Clock.PausesEndedAt(now);
        return new(Clock.Key, now, TimeWith(pauses).Deadline!.Value) { Next = NextWith(pauses, paused: false) };
    }

    /// <summary>Goes on after having stopped.</summary>
    public TargetReopened Reopen(DateTimeOffset now, bool throughout)
    {
        var pauses = Clock.PausesWhenReopened(now, throughout);
        var reopened = new TargetReopened(Clock.Key, now, TimeWith(pauses).Deadline!.Value) { Next = NextWith(pauses, paused: false), Throughout = throughout };
        return throughout ? reopened : reopened.Merging(Merged());
    }

    /// <summary>Gives another budget; null when it is the one it has.</summary>
    public DueMoved? Rebudget(Budget budget, DateTimeOffset now)
    {
        var allowance = Allowance(budget, Target, Calendar, now);
        if (allowance == new Allowance(Clock.Budget, Clock.AtOpening))
            return null;
        var milestones = new Milestones(Target, Time with { Budget = allowance.Length, AtOpening = allowance.AtOpening }, Book);
        var reached = milestones.StillReached(Clock.Reached, now);
        return new(Clock.Key, now, allowance.Length, reached)
        {
            DueAt = milestones.Time.Deadline, AtOpening = allowance.AtOpening, Next = milestones.Next(reached, Armed(Clock.State is SlaClockState.Paused, acknowledged: false)),
        };
    }

    /// <summary>Goes on by a target of another policy, version or calendar.</summary>
    /// <remarks>A promise once broken is not mended: a breached clock keeps budget and deadline. Warnings that lie in the past are passed over, for
    /// they would come too late; the breach and the levels after it are not.</remarks>
    public TargetReplaced Replace(SlaTarget target, Priority priority, Configuration.DocumentRef policy, CalendarRef? calendarRef, DateTimeOffset now)
    {
        var breached = Clock.BreachedAt is not null;
        var counts = breached ? Clock.Calendar : calendarRef;
        var calendar = Book.Calendar(counts);
        var allowance = breached || Clock.OwnLimit
            ? new Allowance(Clock.Budget, Clock.AtOpening)
            : Allowance(target.Budgets[priority], target, calendar, now);
        var milestones = new Milestones(target, new(calendar, Clock.StartedAt, target.PausesExtend ? Clock.Pauses : [], allowance.Length, allowance.AtOpening), Book);
        var carried = Carried(target);
        var reached = milestones.StillReached(carried, now)
            | milestones.PassedBy(now, each => each.Kind is MilestoneKind.Warning || (breached && each.Kind is MilestoneKind.Level));
        return new(Clock.Key, target.Id, policy, counts, now, allowance.Length, reached)
        {
            DueAt = milestones.Time.Deadline,
            AtOpening = allowance.AtOpening,
            Fixed = !target.PausesExtend,
            Next = milestones.Next(reached, Armed(Clock.State is SlaClockState.Paused && !target.PausesExtend, acknowledged: false)),
        };
    }

    /// <summary>Lets no further level come.</summary>
    public EscalationStopped Acknowledge(DateTimeOffset now) => new(Clock.Key, now)
    {
        Next = new Milestones(Target, Time, Book).Next(Clock.Reached, Armed(Clock.State is SlaClockState.Paused, acknowledged: true)),
    };

    /// <summary>Ends the clock: met when its deadline has not passed.</summary>
    public ClockHappening Stop(DateTimeOffset now) => Clock.BreachedAt is null
        ? new TargetMet(Clock.Key, now, Clock.Budget - UsedAt(now))
        : new TargetMissed(Clock.Key, now, UsedAt(now) - Clock.Budget);

    /// <summary>Reaches the milestone that is next.</summary>
    /// <param name="isFor">Whether a level is for the ticket as it stands.</param>
    public ClockHappening Reach(Milestone milestone, Func<EscalationLevel, bool> isFor, DateTimeOffset now)
    {
        var reached = Clock.Reached | Milestones.Bit(milestone.Kind, milestone.Index);
        var next = new Milestones(Target, Time, Book).Next(reached, Armed(Clock.State is SlaClockState.Paused, Clock.Acknowledged));
        if (milestone.Kind is MilestoneKind.Warning)
            return new WarningReached(Clock.Key, milestone.Index, milestone.At, now, Target.Warnings[milestone.Index].Notify) { Next = next };
        if (milestone.Kind is MilestoneKind.Breach)
            return new TargetBreached(Clock.Key, Clock.DueAt!.Value, now) { Next = next };
        var level = Target.Escalation[milestone.Index];
        return isFor(level)
            ? new EscalationReached(Clock.Key, milestone.Index + 1, milestone.At, now, level.Actions) { Next = next, Urgent = level.Urgent }
            : new LevelPassedOver(Clock.Key, milestone.Index + 1, milestone.At, now) { Next = next };
    }

    /// <summary>One pause that leaves as much counted at its end as two neighbours did, and where they are; null while there is room for both.</summary>
    /// <remarks>The oldest two, unless the deadline passed between them: it would move.</remarks>
    private (Pause Pause, int At)? Merged()
    {
        if (Clock.Pauses.Count < SlaClock.MostPauses)
            return null;
        var (pauses, i) = (Clock.Pauses, 0);
        if (Clock.BreachedAt is { } deadline && pauses[0].From < deadline && deadline <= pauses[1].From)
            i = 1;
        var counted = DueCalculation.Used(Calendar, Clock.StartedAt, pauses[i + 1].From, pauses);
        var from = DueCalculation.Due(Calendar, Clock.StartedAt, counted, [.. pauses.Take(i)])!.Value;
        return (new(from, pauses[i + 1].To, pauses[i].Reason), i);
    }

    private Allowance Allowance(Budget budget, SlaTarget target, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (target.OnChange is OnChange.FromStart)
            return Capped(budget.From(Clock.StartedAt, calendar), calendar);
        var more = Capped(budget.From(now, calendar), calendar);
        return more with { Length = more.Length + DueCalculation.Used(calendar, Clock.StartedAt, now, target.PausesExtend ? Clock.Pauses : []) };
    }

    /// <summary>An allowance that calendars can answer for.</summary>
    public static Allowance Capped(Allowance allowance, WorkingCalendar calendar) =>
        allowance.Length > calendar.LongestBudget ? new(calendar.LongestBudget) : allowance;

    /// <summary>Bits reached, where the other target has the same milestone, at its place there.</summary>
    private long Carried(SlaTarget other)
    {
        var bits = Clock.Reached & Milestones.Bit(MilestoneKind.Breach, 0);
        foreach (var (i, warning) in Target.Warnings.Index())
            if ((Clock.Reached & Milestones.Bit(MilestoneKind.Warning, i)) is not 0)
                foreach (var (j, same) in other.Warnings.Index().Where(each => each.Item.IsAt(warning)))
                    bits |= Milestones.Bit(MilestoneKind.Warning, j);
        foreach (var (i, level) in Target.Escalation.Index())
            if ((Clock.Reached & Milestones.Bit(MilestoneKind.Level, i)) is not 0)
                foreach (var (j, same) in other.Escalation.Index().Where(each => each.Item.IsAt(level)))
                    bits |= Milestones.Bit(MilestoneKind.Level, j);
        return bits;
    }

    private TimeSpan UsedAt(DateTimeOffset now) => Time.UsedAt(now);

    private ClockTime Time => TimeWith(Clock.Pauses);

    private ClockTime TimeWith(IReadOnlyList<Pause> pauses) => new(Calendar, Clock.StartedAt, Clock.Fixed ? [] : pauses, Clock.Budget, Clock.AtOpening);

    private Milestone? NextWith(IReadOnlyList<Pause> pauses, bool paused) =>
        new Milestones(Target, TimeWith(pauses), Book).Next(Clock.Reached, Armed(paused, Clock.Acknowledged));

    // A pause that puts the deadline off hides what lies after it; one that does not keeps alerts back, and the breach is still seen.
    private Func<MilestoneKind, bool> Armed(bool paused, bool acknowledged)
    {
        var keptBack = paused && Clock.Fixed;
        return kind => kind is MilestoneKind.Breach || (!keptBack && !(acknowledged && kind is MilestoneKind.Level));
    }
}
