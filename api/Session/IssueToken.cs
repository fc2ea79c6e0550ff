using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Silo.Access;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace Dispatch.Api.Session;

/// <summary><c>POST /api/session/token</c>: a bearer token for scripts of a signed-in person.</summary>
public static class IssueToken
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder session) => session.MapPost("/token", Handle).RequireAuthorization(Policies.Session)
        .Produces<AccessTokenResponse>()
        .WithSummary("A bearer token for scripts.");

    private static async Task<IResult> Handle(HttpContext context, PrincipalStore principals, CancellationToken cancellationToken)
    {
        // A key or a customer's link must not turn into a session that outlives it.
        var caller = Caller.Of(context.User);
        if (!caller.IsPerson || await principals.Find(caller.Id, cancellationToken) is not { } principal)
            return new ProblemResult(Problem.Of("forbidden"));
        const string scheme = BearerTokenDefaults.AuthenticationScheme;
        return TypedResults.SignIn(CurrentPrincipal.Session(principal, scheme), authenticationScheme: scheme);
    }
}
