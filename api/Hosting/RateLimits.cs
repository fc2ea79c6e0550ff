using System.Globalization;
using System.Threading.RateLimiting;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Microsoft.AspNetCore.RateLimiting;

namespace Dispatch.Api.Hosting;

/// <summary>Keeps one caller from starving the others, and guessing passwords from being quick.</summary>
public static class RateLimits
{
    /// <summary>Name of the stricter limit on password sign-ins.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Registers the limits: a token bucket per principal (per address before sign-in), holding two seconds' worth.</summary>
    public static void AddDispatchRateLimits(this IServiceCollection services, DispatchOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            Caller.Find(context.User)?.Actor ?? AddressOf(context),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.RateLimit * 2,
                TokensPerPeriod = Math.Max(1, options.RateLimit / 10),
                ReplenishmentPeriod = options.RateLimit < 10 ? TimeSpan.FromSeconds(1.0 / options.RateLimit) : TimeSpan.FromMilliseconds(100),
                QueueLimit = 0,
            }));
        limiter.AddPolicy(SignIn, context => RateLimitPartition.GetFixedWindowLimiter(
            AddressOf(context),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInLimit, Window = TimeSpan.FromMinutes(1) }));
        limiter.OnRejected = async (rejected, _) => await new ProblemResult(TooMany(rejected)).ExecuteAsync(rejected.HttpContext);
    });

    private static Problem TooMany(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return Problem.Of("too-many-requests", ("seconds", seconds.ToString(CultureInfo.InvariantCulture))) with { RetryAfter = seconds };
    }

    private static string AddressOf(HttpContext context) => $"address:{context.Connection.RemoteIpAddress}";
}
