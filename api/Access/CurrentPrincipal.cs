using System.Globalization;
using System.Security.Claims;
using Dispatch.Access;
using Dispatch.Silo.Access;
using Microsoft.AspNetCore.Authentication;

namespace Dispatch.Api.Access;

/// <summary>Turns what a cookie or token remembers (id and stamp) into the principal as it is now, so that a revocation holds at once.</summary>
public sealed class CurrentPrincipal(PrincipalStore principals) : IClaimsTransformation
{
    private const string StampClaim = "stamp";
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    /// <summary>What a session keeps of a principal.</summary>
    public static ClaimsPrincipal Session(Principal principal, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, principal.Id),
            new(StampClaim, principal.Stamp.ToString(CultureInfo.InvariantCulture)),
        ],
        scheme));

    /// <inheritdoc />
    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true } || Caller.Find(principal) is not null)
            return principal;
        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        var stamp = principal.FindFirstValue(StampClaim);
        return id is not null
            && await principals.Find(id, CancellationToken.None) is { Disabled: false } current
            && current.Stamp.ToString(CultureInfo.InvariantCulture) == stamp
                ? new(new CallerIdentity(Caller.Person(current), principal.Identity.AuthenticationType ?? "session"))
                : Nobody;
    }
}
