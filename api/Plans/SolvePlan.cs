using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Planning;
using Dispatch.Planning.Solving;
using Microsoft.AspNetCore.Http.Metadata;

namespace Dispatch.Api.Plans;

/// <summary><c>POST /api/plans/solve</c>: a problem in, a plan out; nothing is kept. It ends when the caller hangs up.</summary>
public static class SolvePlan
{
    private const int MostJobs = 2_000;
    private const int MostEngineers = 500;
    private const long MostBytes = 64L << 20;
    private const double LongestSeconds = 60;
    private const double UsualSeconds = 2;
    private const long MostIterations = 100_000_000;

    /// <summary>Maps the route.</summary>
    public static void MapPlans(this IEndpointRouteBuilder api) => api.MapPost("/plans/solve", Handle).RequireAuthorization(Policies.PlansSolve)
        .RepeatableByNature().WithMetadata(new BodySize(MostBytes)).WithTags("Plans").Produces<SolvedPlan>()
        .WithSummary("Engineers, jobs and optionally travel times to routes, costs by term, and jobs left out with the reasons. Nothing is kept.");

    private static async Task<IResult> Handle(
        PlanProblem problem, double? seconds, long? iterations, int? seed, RoadTravel travel, TimeProvider time, CancellationToken cancellationToken)
    {
        if (CheckBounds(problem, seconds, iterations) is { } outside)
            return new ProblemResult(outside);
        var limit = new SearchLimit(iterations, TimeSpan.FromSeconds(seconds ?? (iterations is null ? UsualSeconds : LongestSeconds)));
        var (plan, wrong) = await SearchRoom.Solve(problem, seed ?? 1, limit, time, cancellationToken, travel);
        return plan is null ? new ProblemResult(wrong!) : TypedResults.Ok(plan);
    }

    private static Problem? CheckBounds(PlanProblem problem, double? seconds, long? iterations)
    {
        if (problem.Jobs.Sum(job => (long)Math.Max(1, job.Crew)) > MostJobs)
            return Problem.Of("too-many-items", ("most", MostJobs)).At("$.jobs");
        if (problem.Engineers.Count > MostEngineers)
            return Problem.Of("too-many-items", ("most", MostEngineers)).At("$.engineers");
        if (seconds is { } time && !(time is >= 0 and <= LongestSeconds))
            return Problem.Of("number-out-of-range", ("least", 0), ("most", LongestSeconds)).At("?seconds");
        return iterations is < 0 or > MostIterations ? Problem.Of("number-out-of-range", ("least", 0), ("most", MostIterations)).At("?iterations") : null;
    }

    /// <summary>The route's own limit on its body: a matrix of a thousand points is some megabytes.</summary>
    private sealed record BodySize(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
