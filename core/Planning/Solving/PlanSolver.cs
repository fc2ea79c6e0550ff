namespace Dispatch.Planning.Solving;

/// <summary>When to stop a search: after so many rounds, or after so long; whichever comes first.</summary>
/// <param name="Iterations">Rounds of ruin and recreate; null for no limit.</param>
/// <param name="Time">Real time; null for no limit.</param>
public sealed record SearchLimit(long? Iterations, TimeSpan? Time)
{
    /// <summary>So many rounds, however long they take: the same seed then gives the same plan.</summary>
    public static SearchLimit Rounds(long iterations) => new(iterations, null);

    /// <summary>So long, however many rounds that is.</summary>
    public static SearchLimit For(TimeSpan time) => new(null, time);
}

/// <summary>How far a search has got.</summary>
/// <param name="Done">From 0 to 1.</param>
/// <param name="Cost">What the best plan so far costs, in minor units.</param>
public sealed record SearchProgress(double Done, long Iterations, double Cost);

/// <summary>Runs a search up to its limit.</summary>
public static class PlanSolver
{
    private const int Slice = 250;

    /// <summary>Solves a problem that is ready for it.</summary>
    /// <param name="time">Measures real time; only a limit of time looks at it.</param>
    /// <param name="report">Called now and then.</param>
    /// <returns>The search, with the best plan found. Cancelled, it is the best until then.</returns>
    public static PlanSearch Run(
        Instance instance, int seed, SearchLimit limit, TimeProvider time, Action<SearchProgress>? report = null, CancellationToken cancellation = default)
    {
        if (limit is { Iterations: null, Time: null })
            throw new ArgumentException("A search without limit would not end.", nameof(limit));
        var begun = time.GetTimestamp();
        var search = new PlanSearch(instance, seed);
        var slice = SliceFor(instance);
        while (!cancellation.IsCancellationRequested && instance.Jobs > 0)
        {
            var done = Done(search, limit, limit.Time is null ? TimeSpan.Zero : time.GetElapsedTime(begun));
            if (done >= 1)
                break;
            var left = limit.Iterations is { } most ? (int)Math.Min(slice, most - search.Iterations) : slice;
            search.Run(left, done);
            report?.Invoke(new(done, search.Iterations, Units.Minor(search.BestCost)));
        }
        return search;
    }

    // About a millisecond or two each, so that time limits are kept.
    private static int SliceFor(Instance instance) => Math.Clamp(Slice * 100 / Math.Max(1, instance.Jobs), 5, Slice);

    private static double Done(PlanSearch search, SearchLimit limit, TimeSpan elapsed) => Math.Max(
        limit.Iterations is { } most ? most is 0 ? 1 : (double)search.Iterations / most : 0,
        limit.Time is { } longest ? longest == TimeSpan.Zero ? 1 : elapsed / longest : 0);
}
