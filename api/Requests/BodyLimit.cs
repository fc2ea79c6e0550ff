using Dispatch.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Dispatch.Api.Requests;

/// <summary>Refuses bodies that announce more than the route takes; the server cuts off those that do not announce it.</summary>
public static class BodyLimit
{
    /// <summary>Adds the check; goes after routing, which applies the route's own limit.</summary>
    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } limit && context.Request.ContentLength > limit
            ? new ProblemResult(Problem.Of("body-too-large")).ExecuteAsync(context)
            : next(context));
}
