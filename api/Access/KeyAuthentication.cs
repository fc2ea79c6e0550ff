using System.Security.Claims;
using System.Text.Encodings.Web;
using Dispatch.Access;
using Dispatch.Silo.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Dispatch.Api.Access;

/// <summary>Signs in by secret: API keys (<c>dk_</c>), wallboard tokens (<c>dt_</c>) and customers' links (<c>dl_</c>).</summary>
public sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    PrincipalStore principals,
    CustomerLinks links)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "key";

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerSecret.In(Request) is not { } secret)
            return AuthenticateResult.NoResult();
        var caller = secret.StartsWith(CustomerLinks.Prefix, StringComparison.Ordinal)
            ? links.Open(secret)
            : await FindMachine(secret);
        return caller is null
            ? AuthenticateResult.Fail("The key is unknown, revoked or expired.")
            : AuthenticateResult.Success(new(new ClaimsPrincipal(new CallerIdentity(caller, SchemeName)), SchemeName));
    }

    private async Task<Caller?> FindMachine(string secret) =>
        await principals.FindByKey(Secrets.Hash(secret), Context.RequestAborted) is { Key.Kind: KeyKind.Api or KeyKind.Display } found
            ? Caller.Machine(found.Principal, found.Key)
            : null;
}

/// <summary>Where a request may carry its secret.</summary>
public static class BearerSecret
{
    private const string Bearer = "Bearer ";

    /// <summary>The bearer token of the header; on hubs also of the query, because browsers cannot set headers on a socket.</summary>
    public static string? In(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header[Bearer.Length..].Trim();
        return request.Path.StartsWithSegments("/hubs") && request.Query["access_token"] is [{ Length: > 0 } token] ? token : null;
    }

    /// <summary>Whether a token is one of our own secrets, not a framework bearer token.</summary>
    public static bool IsKey(string token) => token is ['d', 'k' or 't' or 'l', '_', ..];
}
