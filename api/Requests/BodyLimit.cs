using Dispatch.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Dispatch.Api.Requests;

/// <summary>
/// Refuses bodies that announce more than the route takes, a packing that nobody undoes, or another encoding than UTF-8;
/// the server cuts off those that do not announce their length.
/// </summary>
public static class BodyLimit
{
    private const string Encoding = "utf-8";

    /// <summary>Adds the check; goes after routing, which applies the route's own limit.</summary>
    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
        Check(context) is { } problem ? new ProblemResult(problem).ExecuteAsync(context) : next(context));

    private static Problem? Check(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding is not ([] or ["identity"]))
            return Problem.Of("content-encoding-unsupported").At("Content-Encoding");
        if (request.GetTypedHeaders().ContentType?.Charset is { Length: > 0 } charset && !charset.Equals(Encoding, StringComparison.OrdinalIgnoreCase))
            return Problem.Of("media-type-unsupported").At("Content-Type");
        return context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } limit && request.ContentLength > limit
            ? Problem.Of("body-too-large")
            : null;
    }
}
