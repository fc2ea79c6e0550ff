using Dispatch.Planning;

namespace Dispatch.Engineers;

/// <summary>What the commands to an engineer's day come to. What is overdue is settled first, so a late wake-up is never seen.</summary>
public static class EngineerDayDecisions
{
    /// <summary>How long a hold waits for its confirmation, as the machine counts.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(60);

    /// <summary>Decides one command.</summary>
    /// <param name="holdFor">How long a hold waits for its confirmation; <see cref="HoldFor"/> when null.</param>
    public static Decision Decide(EngineerDay day, EngineerDayCommand command, DateTimeOffset now, TimeSpan? holdFor = null)
    {
        EngineerDayEvent[] overdue = [.. Overdue(day, now)];
        var current = overdue.Aggregate(day, (state, @event) => state.Apply(@event));
        var decision = DecideCurrent(current, command, now, holdFor ?? HoldFor);
        return decision.Rejection is null ? Decision.Accept([.. overdue, .. decision.Events]) : decision;
    }

    private static IEnumerable<EngineerDayEvent> Overdue(EngineerDay day, DateTimeOffset now)
    {
        foreach (var visit in day.Visits.Where(visit => visit.ExpiresAt < now).OrderBy(visit => visit.ExpiresAt))
        {
            yield return visit.State is VisitState.Held
                ? new DayVisitHoldLapsed(visit.Job, visit.Attempt, visit.ExpiresAt!.Value, now)
                : new DayVisitOfferExpired(visit.Job, visit.Attempt, visit.ExpiresAt!.Value, now);
        }
    }

    private static Decision DecideCurrent(EngineerDay day, EngineerDayCommand command, DateTimeOffset now, TimeSpan holdFor) => command switch
    {
        HoldVisit hold => Hold(day, hold, now, holdFor),
        ConfirmVisit confirm => Confirm(day, confirm),
        ReleaseVisit release => Release(day, release),
        DeclineVisit decline => Decline(day, decline.Job),
        PinVisit pin => Pin(day, pin),
        AcceptVisit accept => Step(day, accept.Job, VisitState.Confirmed, new DayVisitAccepted(accept.Job)),
        DepartForVisit depart => Depart(day, depart.Job, now),
        ArriveAtVisit arrive => Arrive(day, arrive.Job, now),
        CompleteVisit complete => Step(day, complete.Job, VisitState.Arrived, new DayVisitDone(complete.Job, now)),
        ReviseDay revise => Revise(day, revise),
        AcknowledgeLoss heard => day.Losses.Any(loss => loss.Job == heard.Job && loss.Attempt == heard.Attempt)
            ? Decision.Accept(new DayLossAcknowledged(heard.Job, heard.Attempt))
            : Decision.Accept(),
        CheckDay => Decision.Accept(),
        _ => throw new NotSupportedException($"{command.GetType().Name} has no Decide."),
    };

    private static Decision Hold(EngineerDay day, HoldVisit hold, DateTimeOffset now, TimeSpan holdFor)
    {
        var events = new List<EngineerDayEvent>();
        var replaces = (int?)null;
        if (day.Find(hold.Job) is { } visit)
        {
            if (visit.Attempt == hold.Attempt && visit.Stop == hold.Stop)
                return Decision.Accept();
            if (visit.Attempt >= hold.Attempt || visit.State >= VisitState.Departed)
                return Decision.Reject(RejectionCode.VisitHeldAlready, ("state", visit.State));
            // A ticket that tries again has given its older attempt up, whether or not its release has come.
            events.Add(new DayVisitReleased(visit.Job, visit.Attempt));
            replaces = visit.State > VisitState.Held ? visit.Attempt : visit.Replaces;
        }
        if (hold.Stop.End <= hold.Stop.Start)
            return Decision.Reject(RejectionCode.VisitTimesImpossible);
        if (day.Without(hold.Job).Route(hold.Terms).WhyNot(hold.Stop, now) is { } rejection)
            return Decision.Reject(rejection);
        if (hold.Terms != day.Terms || hold.Org != day.Org)
            events.Add(new DayTermsSet(hold.Terms, hold.Org));
        return Decision.Accept([.. events, new DayVisitHeld(hold.Job, hold.Attempt, hold.Stop, now + holdFor) { Replaces = replaces }]);
    }

    private static Decision Confirm(EngineerDay day, ConfirmVisit confirm)
    {
        if (day.Find(confirm.Job) is not { } visit || visit.Attempt != confirm.Attempt)
            return Decision.Reject(RejectionCode.VisitHoldLapsed);
        return visit.State is VisitState.Held
            ? Decision.Accept(new DayVisitConfirmed(confirm.Job, confirm.Attempt, confirm.AcceptBy))
            : Decision.Accept();
    }

    private static Decision Release(EngineerDay day, ReleaseVisit release) =>
        day.Find(release.Job) is { State: not VisitState.Done } visit && visit.Attempt == release.Attempt
        && (visit.State is VisitState.Held || !release.HeldOnly)
            ? Decision.Accept(new DayVisitReleased(release.Job, release.Attempt))
            : Decision.Accept();

    private static Decision Pin(EngineerDay day, PinVisit pin) => day.Find(pin.Job) switch
    {
        null => Decision.Reject(RejectionCode.EngineerVisitUnknown),
        { Pinned: var pinned } when pinned == pin.Pinned => Decision.Accept(),
        { State: < VisitState.Departed } => Decision.Accept(new DayVisitPinned(pin.Job, pin.Pinned)),
        var visit => Decision.Reject(RejectionCode.VisitStateWrong, ("state", visit.State)),
    };

    private static Decision Decline(EngineerDay day, string job) => day.Find(job) switch
    {
        null => Decision.Accept(),
        { State: VisitState.Confirmed or VisitState.Accepted } => Decision.Accept(new DayVisitDeclined(job)),
        var visit => Decision.Reject(RejectionCode.VisitStateWrong, ("state", visit.State)),
    };

    private static Decision Depart(EngineerDay day, string job, DateTimeOffset now) => day.Find(job) switch
    {
        { State: VisitState.Accepted } when Elsewhere(day, job) is { } refusal => refusal,
        _ => Step(day, job, VisitState.Accepted, new DayVisitDeparted(job, now)),
    };

    // Who forgets to say that he set out may still say that he is there.
    private static Decision Arrive(EngineerDay day, string job, DateTimeOffset now) => day.Find(job) switch
    {
        { State: VisitState.Accepted } => Elsewhere(day, job) ?? Decision.Accept(new DayVisitArrived(job, now)),
        _ => Step(day, job, VisitState.Departed, new DayVisitArrived(job, now)),
    };

    private static Decision? Elsewhere(EngineerDay day, string job) =>
        day.Visits.FirstOrDefault(visit => visit.Job != job && visit.State is VisitState.Departed or VisitState.Arrived) is { } other
            ? Decision.Reject(RejectionCode.EngineerElsewhere, ("job", other.Job))
            : null;

    private static Decision Step(EngineerDay day, string job, VisitState from, EngineerDayEvent step) => day.Find(job) switch
    {
        null => Decision.Reject(RejectionCode.EngineerVisitUnknown),
        { State: var state } when state == from => Decision.Accept(step),
        { State: var state } when state > from => Decision.Accept(),
        var visit => Decision.Reject(RejectionCode.VisitStateWrong, ("state", visit.State)),
    };

    private static Decision Revise(EngineerDay day, ReviseDay revise)
    {
        var terms = revise.Terms;
        if (terms == day.Terms && revise.Org == day.Org)
            return Decision.Accept();
        var reason = terms.Absent ? RejectionCode.EngineerAbsent : RejectionCode.EngineerOffShift;
        var withdrawn = day.Visits
            .Where(visit => visit.State < VisitState.Departed && terms.ShiftAround(visit.Stop.Start, visit.Stop.End) is null)
            .Select(visit => new DayVisitWithdrawn(visit.Job, visit.Attempt, reason));
        return Decision.Accept([new DayTermsSet(terms, revise.Org), .. withdrawn]);
    }
}
