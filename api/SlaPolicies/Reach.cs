using Dispatch.Api.Problems;

namespace Dispatch.Api.SlaPolicies;

/// <summary>Answers about calendars that may have too little working time: no deadline lies beyond the years that calendars answer for.</summary>
public static class Reach
{
    /// <summary>The answer, or the problem of a budget that no year has room for.</summary>
    public static IResult Within(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (ArgumentOutOfRangeException)
        {
            // Calendars grow year by year until the budget is found, and calendars that have no time in common never find it.
            return new ProblemResult(Problem.Of("deadline-out-of-reach"));
        }
    }
}
