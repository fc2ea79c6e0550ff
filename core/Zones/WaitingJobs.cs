using Dispatch.Matching;

namespace Dispatch.Zones;

/// <summary>A job that nobody could take when it was asked for.</summary>
public sealed record WaitingJob(Job Job, DateTimeOffset Since);

/// <summary>Jobs of one zone that wait for something to change, urgent and old ones first.</summary>
/// <remarks>Only a shortcut: each waiting ticket also tries again by its own wake-up, so losing this memory loses no job.</remarks>
public sealed class WaitingJobs
{
    private readonly SortedDictionary<string, WaitingJob> byId = new(StringComparer.Ordinal);

    /// <summary>How many wait.</summary>
    public int Count => byId.Count;

    /// <summary>Remembers a job; one that waits already keeps its place in time.</summary>
    public void Add(Job job, DateTimeOffset now) =>
        byId[job.Id] = new(job, byId.TryGetValue(job.Id, out var known) ? known.Since : now);

    /// <summary>Forgets a job.</summary>
    public void Remove(string job) => byId.Remove(job);

    /// <summary>Jobs that somebody could take now, most urgent and then oldest first; they no longer wait.</summary>
    /// <param name="feasible">Whether anybody can take a job.</param>
    /// <param name="most">No more than this many are looked at, so that one change cannot hold up the zone.</param>
    public IReadOnlyList<Job> TakeFeasible(Func<Job, bool> feasible, int most)
    {
        WaitingJob[] inOrder = [.. byId.Values.OrderByDescending(waiting => waiting.Job.Priority).ThenBy(waiting => waiting.Since)];
        Job[] taken = [.. inOrder.Take(most).Select(waiting => waiting.Job).Where(feasible)];
        foreach (var job in taken)
            byId.Remove(job.Id);
        return taken;
    }
}
