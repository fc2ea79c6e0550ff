using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Zones;

namespace Dispatch.Bench.Week;

/// <summary>Dispatch: each visit goes where the matching proposes it, what nobody can take waits as in a zone, and days are improved as the service improves them.</summary>
internal sealed class LivePlan : IDispatching
{
    private const int TriesAtOnce = 100, RetriesAtOnce = 16;
    private readonly Field field;
    private readonly MatchOptions matching;
    private readonly DayImprover improver;
    private readonly SortedDictionary<string, WaitingJobs> waiting;
    private readonly SortedDictionary<string, WantedVisit> sought = new(StringComparer.Ordinal);

    /// <param name="prices">What it goes by.</param>
    /// <param name="rounds">How long the planner searches each time; none leaves days as the matching made them.</param>
    public LivePlan(Field field, WeekStory story, DispatchPrices prices, int rounds)
    {
        (this.field, matching) = (field, MatchOptions.Default with { Weights = prices.ForMatching() });
        waiting = new(story.Zones.ToDictionary(zone => zone, _ => new WaitingJobs()), StringComparer.Ordinal);
        improver = new(field, story.Zones, prices, matching, rounds);
    }

    public void Seek(WantedVisit visit)
    {
        if (Book(visit))
            return;
        sought[visit.Job.Id] = visit;
        waiting[visit.Job.Zone].Add(visit.Job, field.Now);
    }

    public void Forget(WantedVisit visit)
    {
        waiting[visit.Job.Zone].Remove(visit.Job.Id);
        sought.Remove(visit.Job.Id);
    }

    public void Look()
    {
        foreach (var jobs in waiting.Values.Where(jobs => jobs.Count > 0))
        {
            var plans = field.Crew.Plans.ToList();
            jobs.Restart();
            foreach (var job in jobs.TakeFeasible(job => Matcher.CanAnybody(job, plans, field.Now, matching), TriesAtOnce, RetriesAtOnce))
            {
                sought.Remove(job.Id);
                Seek(field.Of(job.Id));
            }
        }
    }

    public void Tick()
    {
        foreach (var found in improver.Improve([.. sought.Values]))
            Forget(found);
    }

    private bool Book(WantedVisit visit) => Matcher.Propose(visit.Job, field.Crew.Plans, field.Now, matching).Candidates is [var best, ..]
        && field.Promise(visit, best.Engineer, best.Date, best.Stop);
}
