using Dispatch.Api.Problems;
using Dispatch.Planning;
using Dispatch.Planning.Solving;

namespace Dispatch.Api.Plans;

/// <summary>Whoever searches has a processor to himself; half of them at most search, so that tickets have the others.</summary>
internal static class SearchRoom
{
    private const int RetryAfterSeconds = 2;
    private static readonly SemaphoreSlim Free = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Solves a problem, or says at once what is wrong with it or that all places are taken.</summary>
    /// <returns>The plan, or why there is none. Cancelled, it is the best plan until then.</returns>
    public static async Task<(SolvedPlan? Plan, Problem? Problem)> Solve(
        PlanProblem problem, int seed, SearchLimit limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (PlanProblemChecks.Faults(problem) is { Count: > 0 } faults)
            return (null, Problem.Of(faults[0]) with { Others = [.. faults.Skip(1).Select(Problem.Of)] });
        if (!await Free.WaitAsync(TimeSpan.Zero, cancellationToken))
            return (null, Problem.Of("planner-busy") with { RetryAfter = RetryAfterSeconds });
        try
        {
            return (await ParallelSearch.Run(InstanceBuilder.Build(problem).Required(), new(seed, Threads: 1, limit), time, cancellation: cancellationToken), null);
        }
        finally
        {
            Free.Release();
        }
    }
}
