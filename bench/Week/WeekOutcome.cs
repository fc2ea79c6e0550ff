namespace Dispatch.Bench.Week;

/// <summary>How a week went.</summary>
/// <param name="Made">Visits that somebody set out for, in that order.</param>
/// <param name="Cancelled">Ids of jobs that were cancelled before anybody set out.</param>
/// <param name="Moved">How often a promise was moved or made anew.</param>
internal sealed record WeekOutcome(WeekStory Story, IReadOnlyList<MadeVisit> Made, IReadOnlySet<string> Cancelled, int Moved)
{
    /// <summary>What was to be done and not cancelled.</summary>
    public IReadOnlyList<WantedVisit> Wanted { get; } = [.. Story.Visits.Where(visit => !Cancelled.Contains(visit.Job.Id))];
}
