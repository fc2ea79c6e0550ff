using Dispatch.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Dispatch.Api.Requests;

/// <summary>Refuses bodies that announce more than the route takes, or a packing that nobody undoes; the server cuts off those that do not announce their length.</summary>
public static class BodyLimit
{
    /// <summary>Adds the check; goes after routing, which applies the route's own limit.</summary>
    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.Headers.ContentEncoding is not ([] or ["identity"])
            ? new ProblemResult(Problem.Of("content-encoding-unsupported").At("Content-Encoding")).ExecuteAsync(context)
            : context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } limit && context.Request.ContentLength > limit
            ? new ProblemResult(Problem.Of("body-too-large")).ExecuteAsync(context)
            : next(context));
}
