using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Hosting;
using Dispatch.Api.Problems;
using Dispatch.Silo.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Dispatch.Api.Session;

/// <summary><c>POST /api/session</c>: signs in with a password and sets the cookie.</summary>
public static class SignIn
{
    private const int MaxUserLength = 64;

    /// <summary>What the sign-in form sends.</summary>
    public sealed record Request(string User, string Password);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder session) => session.MapPost("", Handle).AllowAnonymous().Produces<SessionView>()
        .RequireRateLimiting(RateLimits.SignIn)
        .WithSummary("Signs in with a password.");

    private static async Task<IResult> Handle(
        Request request, HttpContext context, PrincipalStore principals, Passwords passwords, CancellationToken cancellationToken)
    {
        var fits = request.User.Length is > 0 and <= MaxUserLength && request.Password.Length <= Passwords.MaxLength;
        var principal = fits ? await principals.Find(request.User, cancellationToken) : null;
        if (!fits || !passwords.Verify(principal, request.Password))
            return new ProblemResult(Problem.Of("sign-in-failed"));
        return TypedResults.Ok(await Complete(context, principal!));
    }

    /// <summary>Sets the cookie of a principal who has proved himself, and shows his session.</summary>
    public static async Task<SessionView> Complete(HttpContext context, Principal principal)
    {
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        await context.SignInAsync(scheme, CurrentPrincipal.Session(principal, scheme));
        return SessionView.Of(context, Caller.Person(principal));
    }
}
