using Dispatch.Api.Problems;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Dispatch.Api.Access;

/// <summary>Refuses changes that ride on a cookie without the header <c>X-Dispatch: 1</c>, which no foreign page can set.</summary>
public static class CookieMutations
{
    /// <summary>The header that the dashboard sends with every change.</summary>
    public const string Header = "X-Dispatch";

    /// <summary>Adds the check; goes after authentication.</summary>
    public static IApplicationBuilder UseCookieMutationCheck(this IApplicationBuilder app) => app.Use((context, next) =>
        IsChange(context.Request.Method) && SignedInByCookie(context) && context.Request.Headers[Header] != "1"
            ? new ProblemResult(Problem.Of("csrf-header-missing", ("header", Header))).ExecuteAsync(context)
            : next(context));

    private static bool IsChange(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static bool SignedInByCookie(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, AuthenticationType: CookieAuthenticationDefaults.AuthenticationScheme }
        && !context.Request.Path.StartsWithSegments("/hubs");
}
