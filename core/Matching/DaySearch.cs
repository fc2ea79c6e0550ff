using Dispatch.Engineers;
using Dispatch.Planning;

namespace Dispatch.Matching;

/// <summary>Looks through one engineer's days for the earliest place for a job, and remembers what stood in the way.</summary>
internal sealed class DaySearch(Job job, EngineerPlan plan, EngineerProfile profile, DateTimeOffset notBefore, MatchOptions options)
{
    private const int MostDays = 31;
    private bool absent;
    private bool full;
    private bool room;

    /// <summary>The candidate with the earliest start, or null.</summary>
    public Candidate? Earliest()
    {
        // A night shift belongs to the date on which it begins, so the day before the window counts too.
        var first = profile.Shift.DateAt(job.Window.From > notBefore ? job.Window.From : notBefore).AddDays(-1);
        var last = profile.Shift.DateAt(job.Window.Until);
        for (var date = first; date <= last && date < first.AddDays(MostDays); date = date.AddDays(1))
        {
            if (On(date) is { } candidate)
                return candidate;
        }
        return null;
    }

    /// <summary>Why there was none: the constraint that the engineer came closest to passing.</summary>
    public Rejection WhyNone() =>
        room ? Rejection.Of(RejectionCode.CannotArriveInWindow, ("from", job.Window.From.ToText()), ("until", job.Window.Until.ToText()))
        : full ? Rejection.Of(RejectionCode.EngineerDayFull, ("visits", profile.MaxVisitsPerDay))
        : absent ? Rejection.Of(RejectionCode.EngineerAbsent)
        : Rejection.Of(RejectionCode.EngineerOffShift);

    private Candidate? On(DateOnly date)
    {
        var terms = plan.Engineer.TermsOn(date, options.Travel);
        absent |= terms.Absent;
        var window = job.Window;
        if (!terms.Shift.Any(hours => hours.From <= window.Until && hours.Until > window.From && hours.Until > notBefore))
            return null;
        var day = plan.Days.FirstOrDefault(day => day.Date == date) ?? new EngineerDay(profile.Id, date);
        // What an older attempt at this very job still keeps will be free.
        day = day.Without(job.Id);
        var route = day.Route(terms);
        if (route.Stops.Count >= route.Terms.MaxVisits)
        {
            full = true;
            return null;
        }
        room = true;
        return route.Earliest(job.Place, job.Duration, window, notBefore, options.Step) is { } insertion
            ? new(profile.Id, date, new(job.Place, insertion.Start, insertion.Start + job.Duration), terms, Cost(insertion, day))
            : null;
    }

    private MatchCost Cost(Insertion insertion, EngineerDay day)
    {
        var weights = options.Weights;
        var booked = day.Visits.Sum(visit => (visit.Stop.End - visit.Stop.Start).TotalHours);
        var spare = job.Skills.Sum(needed => profile.LevelOf(needed.Id) - needed.Level);
        var soonest = job.Window.From > notBefore ? job.Window.From : notBefore;
        return new(
            weights.TravelMinute * insertion.AddedTravel.TotalMinutes,
            weights.BookedHour * booked,
            weights.SpareLevel * spare,
            weights.DelayHour * (insertion.Start - soonest).TotalHours,
            weights.LateHour * job.LateBy(insertion.Start + job.Duration).TotalHours);
    }
}
