using Dispatch.Matching;

namespace Dispatch.Zones;

/// <summary>Jobs of one zone that nobody could take when they were asked for. They wait for something to change, urgent and old ones first.</summary>
/// <remarks>Only a shortcut: each waiting ticket also tries again by its own wake-up, so losing this memory loses no job.</remarks>
public sealed class WaitingJobs
{
    private readonly SortedDictionary<string, (Job Job, DateTimeOffset Since)> byId = new(StringComparer.Ordinal);
    private readonly Queue<string> untried = new();

    /// <summary>How many wait.</summary>
    public int Count => byId.Count;

    /// <summary>Whether some have not been tried since the last change.</summary>
    public bool Unfinished => untried.Count > 0;

    /// <summary>Remembers a job; one that waits already keeps its place in time.</summary>
    public void Add(Job job, DateTimeOffset now) => byId[job.Id] = (job, byId.TryGetValue(job.Id, out var known) ? known.Since : now);

    /// <summary>Forgets a job.</summary>
    public void Remove(string job) => byId.Remove(job);

    /// <summary>Something changed: all are worth a try again.</summary>
    public void Restart()
    {
        untried.Clear();
        foreach (var (job, _) in byId.Values.OrderByDescending(waiting => waiting.Job.Priority).ThenBy(waiting => waiting.Since))
            untried.Enqueue(job.Id);
    }

    /// <summary>The next of those worth a try whom somebody could take now; they no longer wait.</summary>
    /// <param name="feasible">Whether anybody can take a job.</param>
    /// <param name="tries">No more than this many are tried, so that one change does not hold up the zone.</param>
    /// <param name="most">No more than this many are taken, because they may all be after the same free hour.</param>
    public IReadOnlyList<Job> TakeFeasible(Func<Job, bool> feasible, int tries, int most)
    {
        var taken = new List<Job>();
        for (; tries > 0 && taken.Count < most && untried.TryDequeue(out var id); tries--)
        {
            if (!byId.TryGetValue(id, out var waiting) || !feasible(waiting.Job))
                continue;
            taken.Add(waiting.Job);
            byId.Remove(id);
        }
        return taken;
    }
}
