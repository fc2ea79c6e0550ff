namespace Dispatch.Planning.Solving;

/// <summary>Makes a checked problem ready for the search.</summary>
public static class InstanceBuilder
{
    private const int MostNear = 400;

    /// <summary>The problem in numbers, or what is wrong with it.</summary>
    public static Checked<Instance> Build(PlanProblem problem) => PlanProblemChecks.Faults(problem) is { Count: > 0 } faults
        ? Checked<Instance>.Refused(faults)
        : Checked<Instance>.Ok(Compile(problem));

    private static Instance Compile(PlanProblem given)
    {
        var (problem, links) = Seats.Of(given);
        var nodes = new NodeTable(problem);
        var times = nodes.Times(problem);
        var parts = new PartTable(problem);
        var origin = problem.Engineers.Min(engineer => engineer.Shift[0].From);
        var figures = Figures(problem, origin);
        if (links is not null)
            HoldWhatPinsNeed(figures, links);
        var types = new TypeMaker(problem, origin, nodes, parts).Make();
        var distinct = types.Distinct().ToList();
        distinct.ForEach(type => type.Settle(timed: figures.Timed.Contains(true) || links is not null));
        for (var job = 0; job < problem.Jobs.Count; job++)
        {
            var able = distinct.Where(type => type.Fit[job] >= 0).ToList();
            figures.First[job] = able.Count is 0 ? 0 : able.Min(type => type.First[job]);
            figures.Last[job] = able.Count is 0 ? 0 : able.Max(type => type.Last[job]);
            figures.Far[job] = times.From[types[0].Start * times.Nodes + job];
            figures.Bulk[job] = parts.BulkOf(job) + problem.Jobs[job].Duration.Ticks / TimeSpan.TicksPerMinute;
        }
        return new(problem, origin, times, types, figures, parts.Needs, NearestFirst(times, problem.Jobs.Count), links);
    }

    private static JobFigures Figures(PlanProblem problem, DateTimeOffset origin)
    {
        var figures = new JobFigures(problem.Jobs.Count + 1) { ChangedHour = problem.Prices.ChangedHour };
        foreach (var (i, job) in problem.Jobs.Index())
        {
            figures.Unserved[i] = PriceOfLeavingOut(problem, job) * Units.Hour;
            figures.Pinned[i] = job.Pin is not null;
            if (job.Deadline is { } deadline && deadline.PenaltyPerHour * problem.Prices.LatenessFactor is > 0 and var penalty)
                (figures.Deadline[i], figures.Penalty[i], figures.Timed[i]) = (Units.Between(origin, deadline.At), penalty, true);
            if (job.Promised is { } promised && problem.Prices.ChangedHour > 0)
                (figures.Promised[i], figures.Timed[i], figures.AnyPromised) = (Units.Between(origin, promised.Start), true, true);
        }
        return figures;
    }

    // What no search takes out needs all of its crew, and what it waits for.
    private static void HoldWhatPinsNeed(JobFigures figures, Links links)
    {
        foreach (var job in Enumerable.Range(0, links.Lead.Length).Where(job => figures.Pinned[job]).ToList())
            Hold(links.Lead[job]);

        void Hold(int lead)
        {
            figures.Pinned.AsSpan(lead, links.Seats[lead]).Fill(true);
            foreach (var first in links.Before[lead])
                Hold(first);
        }
    }

    /// <summary>What it costs to leave a job out, in minor units.</summary>
    internal static long PriceOfLeavingOut(PlanProblem problem, PlanJob job) => job.Price ?? problem.Prices.Unserved << (int)job.Priority;

    private static int[][] NearestFirst(NodeTimes times, int jobs)
    {
        var near = new int[jobs][];
        var keys = new long[jobs];
        for (var job = 0; job < jobs; job++)
        {
            var others = new int[jobs];
            var from = times.OutOf(job);
            var to = times.Into(job);
            for (var other = 0; other < jobs; other++)
                (others[other], keys[other]) = (other, other == job ? -1 : (((long)from[other] + to[other]) * jobs) + other);
            Array.Sort(keys, others, 0, jobs);
            near[job] = others.Length > MostNear ? others[..MostNear] : others;
        }
        return near;
    }
}
