using Dispatch.Api.Problems;
using Dispatch.Planning;
using Dispatch.Planning.Solving;

namespace Dispatch.Api.Plans;

/// <summary>Half of the processors at most search, and where tickets want the same one, they come first.</summary>
internal static class SearchRoom
{
    /// <summary>The service's own searches are shorter than this, so that they send nobody away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int RetryAfterSeconds = 2;
    private const int RetryTravelAfterSeconds = 10;
    private static readonly SemaphoreSlim Free = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Solves a problem, or says what is wrong with it, or that all places stay taken.</summary>
    /// <param name="travel">Measures ways; null when they are known.</param>
    /// <returns>The plan, or why there is none. Cancelled, it is the best plan until then.</returns>
    public static async Task<(SolvedPlan? Plan, Problem? Problem)> Solve(
        PlanProblem problem, int seed, SearchLimit limit, TimeProvider time, CancellationToken cancellationToken, RoadTravel? travel = null)
    {
        if (PlanProblemChecks.Faults(problem) is { Count: > 0 } faults)
            return (null, Problem.Of(faults[0]) with { Others = [.. faults.Skip(1).Select(Problem.Of)] });
        if (!await Free.WaitAsync(Patience, cancellationToken))
            return (null, Problem.Of("planner-busy") with { RetryAfter = RetryAfterSeconds });
        try
        {
            var measured = travel is null ? Checked<PlanProblem>.Ok(problem) : await travel.Measure(problem, cancellationToken);
            if (!measured.IsValid)
                return (null, Problem.Of(measured.Rejections[0]));
            return (await ParallelSearch.Run(InstanceBuilder.Build(measured.Value).Required(), new(seed, Threads: 1, limit) { StepsBack = true }, time, cancellation: cancellationToken), null);
        }
        catch (TravelUnavailableException)
        {
            return (null, Problem.Of("travel-unavailable") with { RetryAfter = RetryTravelAfterSeconds });
        }
        finally
        {
            Free.Release();
        }
    }
}
