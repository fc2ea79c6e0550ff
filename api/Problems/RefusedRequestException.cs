namespace Dispatch.Api.Problems;

/// <summary>Ends a request with a problem from where no result can be returned, such as the reading of a header.</summary>
public sealed class RefusedRequestException(Problem problem) : Exception(problem.Code)
{
    /// <summary>What is wrong with the request.</summary>
    public Problem Problem { get; } = problem;
}
