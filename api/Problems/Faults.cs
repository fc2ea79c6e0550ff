using System.Text.Json;
using System.Text.RegularExpressions;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace Dispatch.Api.Problems;

/// <summary>The one place where exceptions become problem documents.</summary>
public sealed partial class Faults(ILogger<Faults> log) : IExceptionHandler
{
    private const int RetrySeconds = 2;

    /// <inheritdoc />
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
            return true;
        await new ProblemResult(From(exception, httpContext)).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Whether an exception says that something could not be done for the moment: the same may succeed when it is tried again.</summary>
    public static bool IsPassing(Exception exception) => exception is JournalUnavailableException or OrleansException or TimeoutException or VersionConflictException;

    /// <summary>The problem that an exception amounts to; what nobody foresaw is logged here.</summary>
    public Problem From(Exception exception, HttpContext context)
    {
        switch (exception)
        {
            case RefusedRequestException refused:
                return refused.Problem;
            case BadHttpRequestException bad:
                return FromRequest(bad);
            case VersionConflictException:
                return context.Request.Headers.IfMatch.Count > 0
                    ? Problem.Of("version-stale")
                    : Problem.Of("version-conflict") with { RetryAfter = 1 };
            case DuplicateKeyException:
                return Problem.Of("idempotency-key-reused").At("Idempotency-Key");
            case ShapeAheadException ahead:
                LogUnavailable(ahead, ProblemResult.TraceIdOf(context), nameof(ShapeAheadException));
                return Problem.Of("release-too-old");
            case var passing when passing is OperationCanceledException || IsPassing(passing):
                LogUnavailable(exception, ProblemResult.TraceIdOf(context), exception.GetType().Name);
                return Problem.Of("unavailable") with { RetryAfter = RetrySeconds };
            default:
                LogUnforeseen(exception, ProblemResult.TraceIdOf(context), RouteOf(context));
                return Problem.Of("internal");
        }
    }

    private static Problem FromRequest(BadHttpRequestException bad) => bad switch
    {
        { InnerException: JsonException json } => JsonFaults.From(json),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.Of("body-too-large"),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Problem.Of("media-type-unsupported"),
        { StatusCode: StatusCodes.Status408RequestTimeout } => Problem.Of("request-too-slow"),
        _ when Parameter().Match(bad.Message) is { Success: true } parameter =>
            Problem.Of("parameter-invalid", ("parameter", parameter.Groups[1].Value)).At($"?{parameter.Groups[1].Value}"),
        _ when bad.Message.Contains("body", StringComparison.OrdinalIgnoreCase) => Problem.Of("body-missing"),
        _ => Problem.Of("request-invalid"),
    };

    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    [GeneratedRegex("""parameter "(?:[^"]* )?(\w+)" (?:from|was not provided from (?:query|route|header))""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [LoggerMessage(LogLevel.Warning, "Request {TraceId} could not be served: {Reason}.")]
    private partial void LogUnavailable(Exception exception, string traceId, string reason);

    [LoggerMessage(LogLevel.Error, "Request {TraceId} to {Route} failed unexpectedly.")]
    private partial void LogUnforeseen(Exception exception, string traceId, string route);
}
