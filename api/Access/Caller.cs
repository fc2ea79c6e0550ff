using System.Security.Claims;
using Dispatch.Access;

namespace Dispatch.Api.Access;

/// <summary>Who makes a request, read afresh from the journal for each one.</summary>
/// <param name="Id">Principal id.</param>
/// <param name="Actor">How events name the caller: <c>user:…</c>, <c>key:…</c>, <c>customer:…</c>.</param>
/// <param name="Org">Org path that bounds what the caller reaches.</param>
/// <param name="Language">Preferred language of a person; null for machines, whose <c>Accept-Language</c> decides.</param>
public sealed record Caller(string Id, string Actor, LocalText Name, IReadOnlyList<Role> Roles, string Org, string? Language)
{
    /// <summary>Team of an agent, or null.</summary>
    public string? Team { get; init; }

    /// <summary>Engineer that the caller is, or null.</summary>
    public string? Engineer { get; init; }

    /// <summary>The one ticket that a customer's link opens, or null.</summary>
    public string? Ticket { get; init; }

    /// <summary>Policies that the key is limited to; null means all that the roles allow.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Whether a policy lets the caller pass, before any look at the object at hand.</summary>
    public bool Holds(string policy) =>
        (Scopes is null || Scopes.Contains(policy)) && Roles.Any(role => Policies.Roles[policy].Contains(role));

    /// <summary>Whether a person signed in, not a machine or a link.</summary>
    public bool IsPerson => Actor.StartsWith("user:", StringComparison.Ordinal);

    /// <summary>Whether the caller is a person of one of the roles that see the whole of their org, not only what is theirs.</summary>
    public bool SeesWholeOrg => Roles.Any(role => role is not (Role.Engineer or Role.Customer));

    /// <summary>The caller of a request that passed authorisation.</summary>
    /// <exception cref="InvalidOperationException">The route let an anonymous request through.</exception>
    public static Caller Of(ClaimsPrincipal user) =>
        Find(user) ?? throw new InvalidOperationException("A route that needs a caller let an anonymous request through.");

    /// <summary>The caller, or null for an anonymous request.</summary>
    public static Caller? Find(ClaimsPrincipal user) => user.Identities.OfType<CallerIdentity>().FirstOrDefault()?.Caller;

    /// <summary>The caller as a person, from his principal.</summary>
    public static Caller Person(Principal principal) =>
        new(principal.Id, $"user:{principal.Id}", principal.Name, principal.Roles, principal.Org, principal.Language)
        {
            Team = principal.Team,
            Engineer = principal.Engineer,
        };

    /// <summary>The caller as a machine or wallboard, from its key.</summary>
    public static Caller Machine(Principal principal, AccessKey key) =>
        Person(principal) with
        {
            Actor = $"key:{principal.Id}",
            Language = null,
            Scopes = key.Scopes,
            Roles = key.Kind is KeyKind.Display ? [Role.Display] : principal.Roles,
        };

    /// <summary>The caller as the customer of one ticket.</summary>
    public static Caller CustomerOf(string ticket, string org) =>
        new($"ticket.{ticket}", $"customer:{ticket}", new("客户", "Customer"), [Role.Customer], org, null) { Ticket = ticket };
}

/// <summary>A framework identity that carries the caller.</summary>
public sealed class CallerIdentity(Caller caller, string scheme)
    : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.Id)], scheme)
{
    /// <summary>Who it is.</summary>
    public Caller Caller { get; } = caller;
}
