using Dispatch.Api.Problems;
using Dispatch.Grains;

namespace Dispatch.Api.Requests;

/// <summary>Turns a grain's answer to a command into an HTTP answer.</summary>
public static class Outcomes
{
    /// <summary>204 with the new version as ETag, or the refusal as a problem.</summary>
    public static IResult Answer(HttpContext context, Outcome outcome)
    {
        if (outcome is Outcome.Rejected rejected)
            return new ProblemResult(Problem.Of(rejected.Rejection));
        if (outcome is Outcome.Accepted accepted)
            ETags.Set(context, accepted.Version);
        return TypedResults.NoContent();
    }
}
