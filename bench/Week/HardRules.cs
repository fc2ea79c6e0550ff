using Dispatch.Engineers;
using Dispatch.Matching;

namespace Dispatch.Bench.Week;

/// <summary>Judges a week afterwards by what was really done: whoever dispatches keeps the same rules.</summary>
internal static class HardRules
{
    /// <summary>What was broken, in words; empty as it should be.</summary>
    public static IEnumerable<string> BrokenIn(WeekOutcome week)
    {
        var engineers = week.Story.Engineers.ToDictionary(engineer => engineer.Id, StringComparer.Ordinal);
        return
        [
            .. week.Made.SelectMany(visit => BrokenBy(visit, engineers[visit.Engineer])),
            .. week.Made.GroupBy(visit => visit.Engineer).SelectMany(own => BrokenBy([.. own.OrderBy(visit => visit.Left)], engineers[own.Key])),
            .. week.Made.GroupBy(visit => visit.Wanted.Job.Id).Where(visits => visits.Count() > 1).Select(visits => $"{visits.Key} was visited twice"),
        ];
    }

    private static IEnumerable<string> BrokenBy(MadeVisit visit, EngineerProfile engineer)
    {
        var (job, planned) = (visit.Wanted.Job, visit.Begun + visit.Wanted.Job.Duration);
        if (Matcher.WhyUnfit(job, engineer) is { } unfit)
            yield return $"{job.Id} went to {engineer.Id} against {unfit.Code}";
        if (!engineer.Shift.On(visit.Date).Any(hours => hours.Contains(visit.Begun, planned)) || visit.Terms.ShiftAround(visit.Begun, planned) is null)
            yield return $"{job.Id} was begun outside the hours of {engineer.Id}";
        if (visit.Terms.WorkingTime(visit.Left, visit.Begun) < visit.Terms.Travel.Between(visit.From, job.Place))
            yield return $"{engineer.Id} was at {job.Id} sooner than anybody can be";
    }

    private static IEnumerable<string> BrokenBy(IReadOnlyList<MadeVisit> own, EngineerProfile engineer)
    {
        foreach (var (before, after) in own.Zip(own.Skip(1)))
            if (after.Left < before.Ended || after.From != (after.Date == before.Date ? before.Wanted.Job.Place : engineer.Home))
                yield return $"{engineer.Id} was at two places at once for {before.Wanted.Job.Id} and {after.Wanted.Job.Id}";
        foreach (var day in own.GroupBy(visit => visit.Date))
            if (day.Count() > engineer.MaxVisitsPerDay)
                yield return $"{engineer.Id} made too many visits on {day.Key:O}";
    }
}
