using Dispatch.Flows;

namespace Dispatch.Sla;

/// <summary>What happens to a ticket's clocks when it is opened, when something happens to it, and when time passes.</summary>
/// <remarks>
/// Everything that fell due before a fact happens before it, in order and stamped with the instant it was due, so the history does not depend
/// on when somebody looked. A deadline is judged by its instant: at the instant is met, a millisecond later is breached.
/// </remarks>
public static class SlaDecisions
{
    /// <summary>Chooses the policy of a new ticket and starts its clocks; nothing happens when no policy is for it.</summary>
    /// <param name="book">Policies and calendars.</param>
    /// <param name="situation">How the ticket stands; its fields choose the policy.</param>
    /// <param name="now">The instant it was opened.</param>
    public static IReadOnlyList<SlaHappening> Open(SlaBook book, SlaSituation situation, DateTimeOffset now)
    {
        if (book.Choose(situation.Fields) is not { } policy)
            return [];
        var turn = new SlaTurn(SlaClocks.None, situation, book, now);
        turn.Add(new PolicyChosen(policy.Ref, book.CalendarOf(policy.Value, situation)));
        turn.Tell(new Opened());
        turn.Align();
        return turn.Happenings;
    }

    /// <summary>Reacts to a fact.</summary>
    /// <param name="clocks">The clocks before it.</param>
    /// <param name="fact">What happened to the ticket.</param>
    /// <param name="situation">How the ticket stands after it.</param>
    /// <param name="book">Policies and calendars.</param>
    /// <param name="now">When it happened.</param>
    public static IReadOnlyList<SlaHappening> React(SlaClocks clocks, SlaFact fact, SlaSituation situation, SlaBook book, DateTimeOffset now)
    {
        var turn = new SlaTurn(clocks, situation, book, now);
        turn.ReachWhatIsDue();
        switch (fact)
        {
            case Resolved or Closed:
                turn.Withdraw(clock => clock.Metric is SlaMetric.Step or SlaMetric.Arrival);
                turn.Stop(_ => true);
                return turn.Happenings;
            case Cancelled:
                turn.Withdraw(_ => true);
                return turn.Happenings;
            case Reopened:
                turn.Reopen();
                turn.Tell(fact);
                break;
            case StepOpened step:
                turn.StartStep(step);
                break;
            case StepDone step:
                turn.Stop(clock => clock.Step == step.Instance);
                break;
            case StepWithdrawn step:
                turn.Withdraw(clock => clock.Step == step.Instance);
                break;
            case VisitWithdrawn visit:
                turn.Withdraw(clock => clock.Subject == visit.Visit);
                break;
            case PriorityChanged:
                turn.Review(another: true);
                turn.Rebudget();
                break;
            case PolicyReviewed:
                turn.Review(another: false);
                break;
            case Acknowledged acknowledged:
                turn.Acknowledge(clock => acknowledged.Clock is null || clock.Key == acknowledged.Clock);
                break;
            case Unobserved unobserved:
                turn.Withdraw(clock => clock.Metric == unobserved.Metric);
                break;
            default:
                turn.Tell(fact);
                break;
        }
        turn.Align();
        return turn.Happenings;
    }

    /// <summary>The instant at which a limit passes that starts now and is no promise, such as that of a wait.</summary>
    /// <param name="clocks">The ticket's clocks: working minutes are those of its calendar; without one all minutes count.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="book">Policies and calendars.</param>
    /// <param name="now">When it starts.</param>
    /// <param name="left">What is left of it; null for all of it.</param>
    public static DateTimeOffset LimitPassesAt(SlaClocks clocks, TimeLimit limit, SlaBook book, DateTimeOffset now, TimeSpan? left = null)
    {
        var calendar = CalendarOf(clocks, limit, book);
        var budget = left ?? TimeSpan.FromMinutes(limit.Minutes);
        return calendar.Due(now, budget < calendar.LongestBudget ? budget : calendar.LongestBudget);
    }

    /// <summary>How much of a limit is left that passes at an instant, in the time that it counts.</summary>
    /// <inheritdoc cref="LimitPassesAt" path="/param" />
    public static TimeSpan LeftOf(SlaClocks clocks, TimeLimit limit, SlaBook book, DateTimeOffset now, DateTimeOffset passesAt) =>
        passesAt > now ? DueCalculation.Used(CalendarOf(clocks, limit, book), now, passesAt, []) : TimeSpan.Zero;

    private static WorkingCalendar CalendarOf(SlaClocks clocks, TimeLimit limit, SlaBook book) =>
        book.Calendar(limit.Clock is LimitClock.Working ? clocks.Calendar : null);

    /// <summary>Says what fell due. A wake that comes early or twice has nothing to say.</summary>
    /// <param name="clocks">The clocks.</param>
    /// <param name="situation">How the ticket stands: levels ask whether they are for it.</param>
    /// <param name="book">Policies and calendars.</param>
    /// <param name="now">When somebody looks.</param>
    public static IReadOnlyList<SlaHappening> Wake(SlaClocks clocks, SlaSituation situation, SlaBook book, DateTimeOffset now)
    {
        var turn = new SlaTurn(clocks, situation, book, now);
        turn.ReachWhatIsDue();
        return turn.Happenings;
    }
}
