using Dispatch.Planning;
using Dispatch.Planning.Solving;

namespace Dispatch.Api.Plans;

/// <summary>How to search.</summary>
/// <param name="Threads">Searches at once, each with a seed of its own from <paramref name="Seed"/> on; the best plan of all is the answer.</param>
public sealed record SearchOrder(int Seed, int Threads, SearchLimit Limit)
{
    /// <summary>Whether it searches only with what others leave of the processors.</summary>
    public bool StepsBack { get; init; }
}

/// <summary>Searches on several processors.</summary>
public static class ParallelSearch
{
    /// <summary>Runs the searches and takes the cheapest plan; of equal ones that of the smallest seed, so that a number of rounds gives the same plan each time.</summary>
    /// <param name="report">Called by the first search.</param>
    /// <returns>The best plan. Cancelled, it is the best until then.</returns>
    public static async Task<SolvedPlan> Run(
        Instance instance, SearchOrder order, TimeProvider time, Action<SearchProgress>? report = null, CancellationToken cancellation = default)
    {
        var begun = time.GetTimestamp();
        var searches = await Task.WhenAll(Enumerable.Range(0, order.Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                if (order.StepsBack)
                    SteppingBack.ForGood();
                return PlanSolver.Run(instance, order.Seed + thread, order.Limit, time, thread is 0 ? report : null, cancellation);
            },
            // A thread of its own for each, which ends with the search.
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var plan = searches.MinBy(search => search.BestCost)!.Best;
        return new(plan.Routes, plan.Unserved, plan.Costs, new(order.Seed, order.Threads, searches.Sum(search => search.Iterations), time.GetElapsedTime(begun).TotalSeconds));
    }
}

/// <summary>A plan and what it took to find.</summary>
/// <param name="Routes">One per engineer who has any visit, in the problem's order.</param>
/// <param name="Unserved">Jobs that nobody has, with the reasons.</param>
public sealed record SolvedPlan(IReadOnlyList<PlanRoute> Routes, IReadOnlyList<UnservedJob> Unserved, PlanCosts Costs, SearchEffort Search);

/// <summary>What a search took.</summary>
/// <param name="Seed">Of the first search; the others count on from it.</param>
/// <param name="Threads">Searches at once.</param>
/// <param name="Iterations">Rounds of ruin and recreate, of all searches together.</param>
public sealed record SearchEffort(int Seed, int Threads, long Iterations, double Seconds);
