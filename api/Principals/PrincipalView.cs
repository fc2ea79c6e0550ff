using Dispatch.Access;

namespace Dispatch.Api.Principals;

/// <summary>A principal as administrators see it; hashes stay inside.</summary>
public sealed record PrincipalView(
    string Id, LocalText Name, string Org, IReadOnlyList<Role> Roles, string Language, bool Disabled, bool HasPassword, IReadOnlyList<KeyView> Keys)
{
    /// <summary>Team of an agent.</summary>
    public string? Team { get; init; }

    /// <summary>Engineer that the principal is.</summary>
    public string? Engineer { get; init; }

    /// <summary>The view of a principal.</summary>
    public static PrincipalView Of(Principal principal) => new(
        principal.Id, principal.Name, principal.Org, principal.Roles, principal.Language, principal.Disabled,
        principal.PasswordHash is not null, [.. principal.Keys.Select(KeyView.Of)])
    {
        Team = principal.Team,
        Engineer = principal.Engineer,
    };
}

/// <summary>A key without its secret.</summary>
public sealed record KeyView(string Id, KeyKind Kind, string Label, DateTimeOffset IssuedAt)
{
    /// <summary>Policies that the key is limited to; absent means all that the roles allow.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>From this instant it is refused; absent means never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The view of a key.</summary>
    public static KeyView Of(AccessKey key) => new(key.Id, key.Kind, key.Label, key.IssuedAt) { Scopes = key.Scopes, ExpiresAt = key.ExpiresAt };
}
