using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Hosting;
using Dispatch.Api.Problems;
using Dispatch.Grains;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Session;

/// <summary><c>GET /api/session/link?token=</c>: signs in by a link that works once, and goes to the console.</summary>
public static class SignInByLink
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder session) => session.MapGet("/link", Handle).AllowAnonymous().Produces(StatusCodes.Status302Found)
        .RequireRateLimiting(RateLimits.SignIn)
        .WithSummary("Signs in by a link that works once.");

    private static async Task<IResult> Handle(
        string token, HttpContext context, PrincipalStore principals, CancellationToken cancellationToken)
    {
        if (await principals.FindByKey(Secrets.Hash(token), cancellationToken) is not { Key.Kind: KeyKind.Once } found)
            return new ProblemResult(Problem.Of("link-invalid"));
        var origin = new Origin($"user:{found.Principal.Id}", Correlation: ProblemResult.TraceIdOf(context));
        if (await principals.Handle(found.Principal.Id, new RevokeKey(found.Key.Id), origin, cancellationToken) is not null)
            return new ProblemResult(Problem.Of("link-invalid"));
        await SignIn.Complete(context, found.Principal);
        return TypedResults.Redirect("/");
    }
}
