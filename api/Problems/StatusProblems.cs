using Dispatch.Api.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Dispatch.Api.Problems;

/// <summary>Gives problem documents to answers that the framework makes without a body: no route, wrong method, refused by policy.</summary>
public static class StatusProblems
{
    /// <summary>Adds the documents.</summary>
    public static IApplicationBuilder UseStatusProblems(this IApplicationBuilder app) => app.UseStatusCodePages(context =>
        CodeOf(context.HttpContext.Response.StatusCode) is { } code
            ? new ProblemResult(Problem.Of(code)).ExecuteAsync(context.HttpContext)
            : Task.CompletedTask);

    private static string? CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request-invalid",
        StatusCodes.Status404NotFound => "route-unknown",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "body-too-large",
        StatusCodes.Status415UnsupportedMediaType => "media-type-unsupported",
        _ => null,
    };
}

/// <summary>Answers refused requests with 401 or 403 problem documents instead of redirects.</summary>
public sealed class AccessProblems : IAuthorizationMiddlewareResultHandler
{
    /// <inheritdoc />
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // Where no route matched there is nothing to guard: the caller learns that address, method or media type is wrong.
        if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint)
            return next(context);
        if (Caller.Find(context.User) is not null)
            return new ProblemResult(Problem.Of("forbidden")).ExecuteAsync(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new ProblemResult(Problem.Of("unauthenticated")).ExecuteAsync(context);
    }
}
