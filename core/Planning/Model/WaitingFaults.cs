namespace Dispatch.Planning;

/// <summary>What is wrong with jobs that wait for others: nobody knows of those, they wait in a circle, or can never have ended in time.</summary>
internal sealed class WaitingFaults(FaultList faults, PlanProblem problem)
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly int[] waitsFor = new int[problem.Jobs.Count];
    private readonly int[] chain = new int[problem.Jobs.Count];

    public void Check()
    {
        var before = faults.Faults.Count;
        foreach (var (i, job) in problem.Jobs.Index())
            numbers.TryAdd(job.Id, i);
        foreach (var (i, job) in problem.Jobs.Index())
            CheckNames(i, job);
        if (faults.Faults.Count > before)
            return;
        var ordered = PredecessorsFirst();
        if (ordered.Count < problem.Jobs.Count)
            AddCircle();
        else if (chain.Max() is var longest && longest > PlanLimits.Chain)
            faults.Add($"{JsonPath.Item("$.jobs", Array.IndexOf(chain, longest))}.after", RejectionCode.PlanTooLarge, ("most", PlanLimits.Chain));
        else if (faults.Faults.Count is 0)
            CheckTimes(ordered);
    }

    private void CheckNames(int number, PlanJob job)
    {
        foreach (var (k, id) in job.After.Index())
        {
            if (!numbers.ContainsKey(id))
                faults.Add(Path(number, k), RejectionCode.PlanJobUnknown, ("id", id));
            else if (id == job.Id)
                faults.Add(Path(number, k), RejectionCode.PlanWaitsInCircle, ("jobs", $"{id}, {id}"));
        }
    }

    // A. B. Kahn, "Topological sorting of large networks", 1962. What is in a circle, or waits for one, never comes.
    private List<int> PredecessorsFirst()
    {
        var ordered = new List<int>();
        foreach (var (i, job) in problem.Jobs.Index())
        {
            waitsFor[i] = job.After.Count;
            if (job.After.Count is 0)
                ordered.Add(i);
        }
        var behind = problem.Jobs.SelectMany((job, i) => job.After.Select(id => (Before: numbers[id], Job: i))).ToLookup(pair => pair.Before, pair => pair.Job);
        for (var i = 0; i < ordered.Count; i++)
        {
            foreach (var next in behind[ordered[i]])
            {
                chain[next] = Math.Max(chain[next], chain[ordered[i]] + 1);
                if (--waitsFor[next] is 0)
                    ordered.Add(next);
            }
        }
        return ordered;
    }

    private void AddCircle()
    {
        var (seen, job) = (new List<int>(), Array.FindIndex(waitsFor, left => left > 0));
        while (!seen.Contains(job))
        {
            seen.Add(job);
            job = numbers[problem.Jobs[job].After.First(id => waitsFor[numbers[id]] > 0)];
        }
        var circle = seen[seen.IndexOf(job)..];
        var k = problem.Jobs[job].After.Index().First(after => waitsFor[numbers[after.Item]] > 0).Index;
        faults.Add(Path(job, k), RejectionCode.PlanWaitsInCircle, ("jobs", string.Join(", ", circle.Append(job).Select(each => problem.Jobs[each].Id))));
    }

    private void CheckTimes(List<int> ordered)
    {
        var first = problem.Engineers.Min(engineer => engineer.Shift[0].From);
        var ends = new DateTimeOffset[problem.Jobs.Count];
        foreach (var number in ordered)
        {
            var job = problem.Jobs[number];
            var (earliest, latest) = Starts(job, first);
            foreach (var (k, id) in job.After.Index())
            {
                var ended = ends[numbers[id]];
                if (latest < ended)
                    faults.Add(Path(number, k), RejectionCode.PlanWaitsTooLong, ("id", id), ("earliest", ended.ToText()));
                earliest = ended > earliest ? ended : earliest;
            }
            ends[number] = earliest + job.Durations.Select(own => own.Duration).Append(job.Duration).Min();
        }
    }

    private static (DateTimeOffset Earliest, DateTimeOffset? Latest) Starts(PlanJob job, DateTimeOffset first) =>
        job.Pin?.Start is { } pinned ? (pinned, pinned)
        : job.Windows.Count is 0 ? (first, null)
        : (job.Windows.Min(window => window.From) is var from && from > first ? from : first, job.Windows.Max(window => window.Until));

    private static string Path(int job, int after) => $"{JsonPath.Item("$.jobs", job)}.after[{after}]";
}
