using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Grains;

namespace Dispatch.Api.Requests;

/// <summary>Who and what a command comes from, read off its request.</summary>
public static class Origins
{
    /// <summary>The origin of a command; every event it causes keeps it.</summary>
    public static Origin Of(HttpContext context)
    {
        var key = Idempotency.Of(context);
        return new(Caller.Of(context.User).Actor, Correlation: ProblemResult.TraceIdOf(context))
        {
            Key = key?.Key,
            BodyHash = key?.BodyHash,
            IfVersion = ETags.IfMatch(context),
        };
    }
}
