using Dispatch.Api.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Session;

/// <summary><c>DELETE /api/session</c>: signs out.</summary>
public static class SignOut
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder session) => session.MapDelete("", (Delegate)Handle).RequireAuthorization(Policies.Session)
        .WithSummary("Signs out.");

    private static async Task<NoContent> Handle(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.NoContent();
    }
}
