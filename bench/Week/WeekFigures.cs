namespace Dispatch.Bench.Week;

/// <summary>What a week came to.</summary>
/// <param name="Tickets">That ask for a visit.</param>
/// <param name="Cancelled">Of them, those cancelled before anybody set out: who is slower has more of them.</param>
/// <param name="Visits">Begun before the week was over.</param>
/// <param name="Unserved">Nobody was there by the end of the week.</param>
/// <param name="Expired">Of them, those whose window had passed: nobody may come any more.</param>
/// <param name="Breaches">The visit ended after the deadline of the resolution, or the deadline has passed without a visit.</param>
/// <param name="MeanWait">From ticket to arrival, hours, of visits begun.</param>
/// <param name="TravelPerVisit">Minutes on the way, breaks left out.</param>
/// <param name="PerEngineerDay">Visits for each day on which an engineer was there.</param>
/// <param name="Overtime">Hours of work beyond the end of shifts.</param>
/// <param name="Moved">Promises that were moved or made anew, for each visit.</param>
internal sealed record WeekFigures(
    double Tickets, double Cancelled, double Visits, double Unserved, double Expired, double Breaches,
    double MeanWait, double P90Wait, double TravelPerVisit, double PerEngineerDay, double Overtime, double Moved)
{
    public static WeekFigures Of(WeekOutcome outcome)
    {
        var story = outcome.Story;
        var begun = outcome.Made.Where(visit => visit.Begun < story.End).ToDictionary(visit => visit.Wanted.Job.Id);
        var unserved = outcome.Wanted.Where(visit => !begun.ContainsKey(visit.Job.Id)).ToList();
        var waits = begun.Values.Select(visit => (visit.Begun - visit.Wanted.OpenedAt).TotalHours).Order().ToList();
        return new(
            story.Visits.Count, outcome.Cancelled.Count, begun.Count, unserved.Count, unserved.Count(visit => visit.Job.Window.Until < story.End),
            outcome.Wanted.Count(visit => visit.DueAt <= story.End && (begun.GetValueOrDefault(visit.Job.Id)?.Ended ?? DateTimeOffset.MaxValue) > visit.DueAt),
            waits.Average(), waits[(int)(waits.Count * 0.9)],
            begun.Values.Average(visit => visit.Terms.Travel.Between(visit.From, visit.Wanted.Job.Place).TotalMinutes),
            begun.Count / (double)DaysThere(story),
            begun.Values.Sum(visit => Math.Max(0, (visit.Ended - Instants.Later(visit.Terms.Shift[^1].Until, visit.Begun)).TotalHours)),
            outcome.Moved / (double)begun.Count);
    }

    /// <summary>The mean of several weeks.</summary>
    public static WeekFigures Mean(IReadOnlyList<WeekFigures> weeks) => new(
        weeks.Average(week => week.Tickets), weeks.Average(week => week.Cancelled), weeks.Average(week => week.Visits),
        weeks.Average(week => week.Unserved), weeks.Average(week => week.Expired), weeks.Average(week => week.Breaches),
        weeks.Average(week => week.MeanWait), weeks.Average(week => week.P90Wait), weeks.Average(week => week.TravelPerVisit), weeks.Average(week => week.PerEngineerDay),
        weeks.Average(week => week.Overtime), weeks.Average(week => week.Moved));

    /// <summary>Days on which somebody was there for all of his hours.</summary>
    private static int DaysThere(WeekStory story) => story.Engineers.Sum(engineer => Enumerable.Range(0, WeekStory.Length.Days)
        .Select(day => engineer.Shift.On(engineer.Shift.DateAt(story.Monday).AddDays(day)))
        .Count(hours => hours.Count > 0 && !story.Ill.Any(ill => ill.Engineer == engineer.Id && hours.Any(span => span.Overlaps(new(ill.From, ill.Until))))));
}
