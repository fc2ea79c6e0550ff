using Dispatch.Flows;

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

    /// <summary>Starts the targets of the ticket's policy that are chosen, with the budget of a priority.</summary>
    public void Start(Func<SlaTarget, bool> chosen, Priority priority)
    {
        foreach (var target in Targets.Where(chosen))
            Start(target.Id, target, target.Budget(priority), target.Time is BudgetTime.Working);
    }

    /// <summary>Starts a clock for a step for each target that measures it; without one, for the flow's own limit.</summary>
    public void StartStep(StepOpened step, Priority priority)
    {
        var targets = Targets.Where(target => target.Measures(step.Step)).ToList();
        if (targets.Count is 0 && step.Limit is not null)
            targets.Add(SlaTarget.FlowLimit);
        foreach (var target in targets)
            if (step.Limit is { } limit)
                Start($"{target.Id}/{step.Instance}", target, TimeSpan.FromMinutes(limit.Minutes), limit.Clock is LimitClock.Working, step.Instance, limit);
            else
                Start($"{target.Id}/{step.Instance}", target, target.Budget(priority), target.Time is BudgetTime.Working, step.Instance);
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
        Each(_ => true, clock => (clock.Clock.State, situation.HeldFor is { } reason && !clock.Clock.RunsOnHold && clock.Target.IsPausedBy(reason)) switch
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

    private void Start(string key, SlaTarget target, TimeSpan budget, bool working, string? step = null, TimeLimit? ownLimit = null)
    {
        var calendarRef = working ? Clocks.Calendar : null;
        var calendar = book.Calendar(calendarRef);
        Add(ClockDecisions.Start(key, target, step, calendarRef, calendar, budget < calendar.LongestBudget ? budget : calendar.LongestBudget, ownLimit is not null, now) with
        {
            RunsOnHold = ownLimit is { RunsOnHold: true },
        });
    }

    private IReadOnlyList<SlaTarget> Targets => Clocks.Policy is { } policy ? book.Policy(policy).Definition.Targets : [];

    private ClockDecisions With(SlaClock clock) =>
        new(clock, clock.Policy is { } policy ? book.Policy(policy).Target(clock.Target) : SlaTarget.FlowLimit, book.Calendar(clock.Calendar));
}
