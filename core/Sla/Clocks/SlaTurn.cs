using System.Globalization;
using Dispatch.Flows;

namespace Dispatch.Sla;

/// <summary>One decision in the making: what has happened so far and how the clocks stand after it.</summary>
internal sealed class SlaTurn(SlaClocks clocks, SlaSituation situation, SlaBook book, DateTimeOffset now)
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

    /// <summary>Stops, restarts and starts what a fact does by its name.</summary>
    public void Tell(SlaFact fact)
    {
        if (fact.Trigger is not { } trigger)
            return;
        Stop(clock => IsAbout(clock, fact) && TargetOf(clock).StopsOn.Contains(trigger));
        foreach (var target in Targets)
        {
            var restarts = target.RestartsOn.Contains(trigger);
            var open = Clocks.Clocks.Where(clock => clock.IsOpen && clock.Target == target.Id).ToList();
            if (restarts && open.Count > 0)
            {
                Stop(clock => clock.Target == target.Id);
                StartNext(target, fact.Subject);
            }
            else if (target.StartsOn.Contains(trigger) && MayStart(target, fact, open))
            {
                StartNext(target, fact.Subject);
            }
        }
    }

    /// <summary>Starts a clock for a step for each target that measures it; without one, for the flow's own limit.</summary>
    public void StartStep(StepOpened step)
    {
        var targets = Targets.Where(target => target.Measures(step.Step)).ToList();
        if (targets.Count is 0 && step.Limit is not null)
            targets.Add(SlaTarget.FlowLimit);
        foreach (var target in targets)
        {
            var key = $"{target.Id}/{step.Instance}";
            if (step.Limit is { } limit)
                Start(target, limit.Minutes, Clock(key, target, now) with
                {
                    Step = step.Instance, Calendar = limit.Clock is LimitClock.Working ? Clocks.Calendar : null, OwnLimit = true, RunsOnHold = limit.RunsOnHold,
                });
            else
                Start(target, target.Budgets[situation.Priority], Clock(key, target, now) with { Step = step.Instance });
        }
    }

    /// <summary>Stops the open clocks that are chosen: met or missed.</summary>
    public void Stop(Func<SlaClock, bool> chosen) => Each(chosen, clock => clock.Stop(now));

    /// <summary>Withdraws the open clocks that are chosen.</summary>
    public void Withdraw(Func<SlaClock, bool> chosen) => Each(chosen, clock => new TargetWithdrawn(clock.Clock.Key, now));

    /// <summary>Lets no further level come of the clocks that are chosen and have escalated.</summary>
    public void Acknowledge(Func<SlaClock, bool> chosen) =>
        Each(clock => chosen(clock) && clock is { Level: > 0, Acknowledged: false }, clock => clock.Acknowledge(now));

    /// <summary>Lets clocks that stopped go on, or start anew where the policy says so.</summary>
    public void Reopen()
    {
        foreach (var clock in Clocks.Clocks.Where(clock => clock is { State: SlaClockState.Met or SlaClockState.Missed, Policy: not null }))
        {
            var target = TargetOf(clock);
            if (target.ReopensAs is OnReopen.Restart)
                Start(target, target.Budgets[situation.Priority], Clock(clock.Key, target, now));
            else if (target.ReopensAs is { } rule)
                Add(With(clock).Reopen(now, rule is OnReopen.Continue));
        }
    }

    /// <summary>Gives the open clocks the budget of the ticket's priority.</summary>
    /// <remarks>A breached clock keeps its deadline: a promise once broken is not mended by changing the priority,
    /// nor does an escalation that raises the priority set off the next level.</remarks>
    public void Rebudget()
    {
        Each(clock => clock is { OwnLimit: false, BreachedAt: null }, clock => clock.Rebudget(clock.Target.Budgets[situation.Priority], now));
        ReachWhatIsDue();
    }

    /// <summary>Asks again which policy is for the ticket, and lets the clocks go on by it.</summary>
    /// <param name="another">Whether only another policy counts, and a newer version of the same one does not.</param>
    public void Review(bool another)
    {
        var policy = book.Choose(situation.Fields);
        if (another ? policy?.Ref.Id == Clocks.Policy?.Id : policy?.Ref == Clocks.Policy && (policy is null || HasItsCalendars(policy.Value)))
            return;
        var known = Clocks.Clocks;
        Add(new PolicyReplaced(policy?.Ref, policy is null ? null : book.CalendarOf(policy.Value, situation), now));
        if (policy is null)
        {
            Withdraw(clock => clock.Policy is not null);
            return;
        }
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var clock in known.Where(clock => clock is { IsOpen: true, Policy: not null }))
            if (Successor(policy.Value.Definition, TargetOf(clock)) is { } target && (clock.Repeats || taken.Add(target.Id)))
                Add(With(clock).Replace(target, situation.Priority, policy.Ref, clock.OwnLimit ? clock.Calendar : book.CalendarOf(policy.Value, target, situation), now));
            else
                Add(new TargetWithdrawn(clock.Key, now));
        foreach (var target in policy.Value.Definition.Targets.Where(target => target.StartsOn.Contains(ClockTrigger.Opened) && !HasClock(target)))
            StartLate(target, known);
        ReachWhatIsDue();
    }

    /// <summary>Reaches everything that is due, across all clocks in the order of the instants at which it fell due.</summary>
    public void ReachWhatIsDue()
    {
        while (Clocks.Clocks.Where(clock => clock.Next?.At <= now).MinBy(clock => (clock.Next!.At, clock.Next.Kind)) is { } clock)
            Add(With(clock).Reach(clock.Next!, level => clock.Policy is null || book.Policy(clock.Policy).IsFor(level, situation.Fields), now));
    }

    /// <summary>Brings the open clocks into line with how the ticket stands: paused or running, and a clock for each team that has it.</summary>
    public void Align()
    {
        Stop(clock => clock.Metric is SlaMetric.TeamTime && !situation.Teams.Contains(clock.Subject!, StringComparer.Ordinal));
        foreach (var target in Targets.Where(target => target.Metric is SlaMetric.TeamTime))
            foreach (var team in situation.Teams.Where(target.MeasuresTeam))
                if (!Clocks.Clocks.Any(clock => clock.IsOpen && clock.Target == target.Id && clock.Subject == team))
                    StartNext(target, team);
        Each(_ => true, clock => (clock.Clock.State, PauseReason(clock)) switch
        {
            (SlaClockState.Running, { } reason) => clock.Pause(reason, now),
            (SlaClockState.Paused, null) => clock.Resume(now),
            _ => null,
        });
        ReachWhatIsDue();
    }

    private string? PauseReason(ClockDecisions clock) => clock.Clock.RunsOnHold ? null : clock.Target.PauseReasonIn(situation);

    private void Each(Func<SlaClock, bool> chosen, Func<ClockDecisions, ClockHappening?> decide)
    {
        foreach (var clock in Clocks.Clocks.Where(clock => clock.IsOpen && chosen(clock)))
            if (decide(With(clock)) is { } happening)
                Add(happening);
    }

    private static bool IsAbout(SlaClock clock, SlaFact fact) => clock.Subject is null || fact.Subject is null || clock.Subject == fact.Subject;

    private bool MayStart(SlaTarget target, SlaFact fact, IReadOnlyList<SlaClock> open) => target.Metric switch
    {
        // Until the first answer the first response is what the customer waits for.
        SlaMetric.NextResponse => situation.Responded && open.Count is 0,
        SlaMetric.Arrival => open.All(clock => clock.Subject != fact.Subject),
        _ => target.Repeats ? open.Count is 0 : !HasClock(target),
    };

    private bool HasClock(SlaTarget target) => Clocks.Clocks.Any(clock => clock.Target == target.Id);

    private void StartNext(SlaTarget target, string? subject)
    {
        var key = target.Repeats ? string.Create(CultureInfo.InvariantCulture, $"{target.Id}/{Occasions(target) + 1}") : target.Id;
        Start(target, target.Budgets[situation.Priority], Clock(key, target, now) with { Subject = subject });
    }

    /// <summary>Starts at the ticket's opening what a new policy promises from there, with the holds that other clocks know of and that pause it.</summary>
    private void StartLate(SlaTarget target, IReadOnlyList<SlaClock> known)
    {
        if (target.Metric is SlaMetric.FirstResponse && situation.Responded)
            return;
        var at = target.Repeats ? now : situation.OpenedAt ?? now;
        var holds = known.Where(clock => clock.StartedAt == at && !clock.Repeats).Select(clock => clock.Pauses).MaxBy(pauses => pauses.Count) ?? [];
        Start(target, target.Budgets[situation.Priority], Clock(target.Repeats ? $"{target.Id}/1" : target.Id, target, at) with
        {
            Pauses = [.. from hold in holds where target.PauseReasonIn(situation with { HeldFor = hold.Reason }) == hold.Reason select hold with { To = hold.To ?? now }],
        });
    }

    /// <summary>A clock that is about to start; its budget and deadline follow from the start.</summary>
    private TargetStarted Clock(string key, SlaTarget target, DateTimeOffset at) => new(key, target.Id, target.Metric, at, TimeSpan.Zero, at)
    {
        Calendar = Clocks.Policy is null || target.Id is SlaTarget.FlowLimitId ? null : CalendarOf(target),
    };

    private void Start(SlaTarget target, Budget budget, TargetStarted started)
    {
        var calendar = book.Calendar(started.Calendar);
        var allowance = ClockDecisions.Capped(budget.From(started.At, calendar), calendar);
        Add(ClockDecisions.Start(started with { Budget = allowance.Length, AtOpening = allowance.AtOpening }, target, book, now));
    }

    private int Occasions(SlaTarget target) => Clocks.Clocks.Where(clock => clock.Target == target.Id && clock.Repeats)
        .Select(clock => int.TryParse(clock.Key.AsSpan(clock.Key.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .DefaultIfEmpty().Max();

    private IReadOnlyList<SlaTarget> Targets => Clocks.Policy is { } policy ? book.Policy(policy).Definition.Targets : [];

    private CalendarRef? CalendarOf(SlaTarget target) => book.CalendarOf(book.Policy(Clocks.Policy!), target, situation);

    /// <summary>Whether every open clock whose deadline may still move counts by the current calendars.</summary>
    private bool HasItsCalendars(SlaPolicy policy) => Clocks.Clocks.All(clock =>
        clock is { IsOpen: false } or { BreachedAt: not null } or { OwnLimit: true } || clock.Calendar == book.CalendarOf(policy, policy.Target(clock.Target), situation));

    /// <summary>The target of another policy by which a clock goes on: that of the same id, else one of the same metric.</summary>
    private static SlaTarget? Successor(SlaPolicyDefinition policy, SlaTarget target) =>
        policy.Targets.FirstOrDefault(each => each.Id == target.Id && each.Metric == target.Metric) ?? policy.Targets.FirstOrDefault(each => each.Metric == target.Metric);

    private SlaTarget TargetOf(SlaClock clock) => clock.Policy is { } policy ? book.Policy(policy).Target(clock.Target) : SlaTarget.FlowLimit;

    private ClockDecisions With(SlaClock clock) => new(clock, TargetOf(clock), book);
}
