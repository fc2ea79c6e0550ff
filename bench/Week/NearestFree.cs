using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;

namespace Dispatch.Bench.Week;

/// <summary>The baseline: first come, first served; the nearest engineer who is free and able goes at once, and while nobody is, whoever becomes free first.</summary>
/// <remarks>
/// Nothing is promised ahead, so nothing has to be kept: whoever is done early goes on at once, and nobody waits for a booked instant or needs time to
/// accept. Zones, skills, hours, breaks, ways and day limits are those of the matching. A visit that does not fit before his break is left to somebody else.
/// </remarks>
internal sealed class NearestFree(Field field) : IDispatching
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly List<WantedVisit> queue = [];

    public void Seek(WantedVisit visit)
    {
        queue.Add(visit);
        queue.Sort((a, b) => (a.WantedAt, a.Job.Id).CompareTo((b.WantedAt, b.Job.Id)));
    }

    public void Forget(WantedVisit visit) => queue.Remove(visit);

    public void Look()
    {
        var free = field.Crew.All.Where(IsFree).ToList();
        foreach (var visit in queue.ToList())
        {
            if (free.Select(engineer => Going(engineer, visit)).OfType<Goer>().OrderBy(goer => goer.Way).ThenBy(goer => goer.Id, StringComparer.Ordinal).FirstOrDefault() is not { } nearest)
                continue;
            if (!field.Promise(visit, nearest.Id, nearest.Date, nearest.Stop))
                throw new InvalidOperationException("Whoever is free has room.");
            free.RemoveAll(engineer => engineer.Profile!.Id == nearest.Id);
            queue.Remove(visit);
        }
    }

    public void Tick()
    {
    }

    private bool IsFree(Engineer engineer) => !field.IsUnderWay(engineer.Profile!.Id) && field.Crew.Next(engineer.Profile.Id) is null
        && field.Crew.Terms(engineer.Profile.Id, Date(engineer)).ShiftAround(field.Now, field.Now) is not null;

    private DateOnly Date(Engineer engineer) => engineer.DateOf(field.Now, field.Now);

    /// <summary>When he would begin if he set out now, within the hours that he is in; null when he cannot.</summary>
    private Goer? Going(Engineer engineer, WantedVisit visit)
    {
        var (id, job, date) = (engineer.Profile!.Id, visit.Job, Date(engineer));
        if (Matcher.WhyUnfit(job, engineer.Profile) is not null)
            return null;
        var terms = field.Crew.Terms(id, date);
        var window = new Window(field.Now, Instants.Earlier(job.Window.Until, terms.ShiftAround(field.Now, field.Now)!.Until - job.Duration));
        return window.From <= window.Until && field.Crew.Day(id, date).Route(terms).Earliest(job.Place, job.Duration, window, field.Now, Second) is { } found
            ? new(id, date, new(job.Place, found.Start, found.Start + job.Duration), found.AddedTravel)
            : null;
    }

    /// <summary>Somebody who can go at once.</summary>
    private sealed record Goer(string Id, DateOnly Date, Stop Stop, TimeSpan Way);
}
