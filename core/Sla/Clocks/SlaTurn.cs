namespace Dispatch.Sla;

/// <summary>One decision in the making: what has happened so far and how the clocks stand after it.</summary>
internal sealed class SlaTurn(SlaClocks clocks, SlaBook book, DateTimeOffset now)
{
    private readonly List<SlaHappening> happenings = [];

    public SlaClocks Clocks { get; private set; } = clocks;

    public IReadOnlyList<SlaHappening> Happenings => happenings;

    /// <summary>Notes what happens and moves the clocks on.</summary>
    public void Add(SlaHappening happening)
    {
        happenings.Add(happening);
        Clocks = Clocks.Apply(happening);
    }

    /// <summary>Starts each target of the ticket's policy that is chosen, with the budget for a priority or the step's own limit.</summary>
    public void Start(Func<SlaTarget, bool> chosen, Priority priority, StepOpened? step = null)
    {
        if (Clocks.Policy is not { } version)
            return;
        foreach (var target in book.Policy(version).Definition.Targets.Where(chosen))
        {
            var calendarRef = target.Time is BudgetTime.Working ? Clocks.Calendar : null;
            var calendar = book.Calendar(calendarRef);
            var budget = step?.LimitMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : target.Budget(priority);
            var key = step is null ? target.Id : $"{target.Id}/{step.Instance}";
            Add(ClockDecisions.Start(key, target, step?.Instance, calendarRef, calendar,
                budget < calendar.LongestBudget ? budget : calendar.LongestBudget, step?.LimitMinutes is not null, now));
        }
    }

    /// <summary>Stops the open clocks that are chosen: met or missed.</summary>
    public void Stop(Func<SlaClock, bool> chosen) => Each(chosen, clock => clock.Stop(now));

    /// <summary>Withdraws the open clocks that are chosen.</summary>
    public void Withdraw(Func<SlaClock, bool> chosen) => Each(chosen, clock => new TargetWithdrawn(clock.Clock.Key, now));

    /// <summary>Lets the resolution clocks go on, or start anew where the policy says so.</summary>
    public void Reopen(Priority priority)
    {
        foreach (var clock in Clocks.Clocks.Where(clock => clock is { Metric: SlaMetric.Resolution, IsOpen: false }))
            if (With(clock) is var stopped && stopped.Target.OnReopen is OnReopen.Restart)
                Start(target => target.Id == clock.Target, priority);
            else
                Add(stopped.Reopen(now));
    }

    /// <summary>Reaches everything that is due, across all clocks in the order of the instants at which it fell due.</summary>
    public void ReachWhatIsDue()
    {
        while (Clocks.Clocks.Where(clock => clock.Next?.At <= now).MinBy(clock => (clock.Next!.At, clock.Next.Kind)) is { } clock)
            Add(With(clock).Reach(clock.Next!, now));
    }

    /// <summary>Brings the open clocks into line with how the ticket stands: paused or running, and the budget of its priority.</summary>
    /// <remarks>A breached clock keeps its deadline: a promise once broken is not mended by changing the priority,
    /// nor does an escalation that raises the priority set off the next level.</remarks>
    public void Align(SlaSituation situation)
    {
        Each(clock => clock is { OwnLimit: false, BreachedAt: null }, clock =>
            clock.Target.Budget(situation.Priority) is var budget && budget != clock.Clock.Budget ? clock.Rebudget(budget, now) : null);
        ReachWhatIsDue();
        Each(_ => true, clock => (clock.Clock.State, situation.HeldFor is { } reason && clock.Target.IsPausedBy(reason)) switch
        {
            (SlaClockState.Running, true) => clock.Pause(situation.HeldFor!, now),
            (SlaClockState.Paused, false) => clock.Resume(now),
            _ => null,
        });
        ReachWhatIsDue();
    }

    private void Each(Func<SlaClock, bool> chosen, Func<ClockDecisions, ClockHappening?> decide)
    {
        foreach (var clock in Clocks.Clocks.Where(clock => clock.IsOpen && chosen(clock)))
            if (decide(With(clock)) is { } happening)
                Add(happening);
    }

    private ClockDecisions With(SlaClock clock) => new(clock, book.Policy(clock.Policy).Target(clock.Target), book.Calendar(clock.Calendar));
}
