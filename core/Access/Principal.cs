namespace Dispatch.Access;

/// <summary>Somebody or something that signs in: a person, a machine or a wallboard.</summary>
public sealed record Principal
{
    /// <summary>Bare id: lower-case letters, digits, dots and dashes.</summary>
    public required string Id { get; init; }

    /// <summary>Name as colleagues see it.</summary>
    public required LocalText Name { get; init; }

    /// <summary>Org path that bounds what the principal reaches, such as <c>company/east</c>.</summary>
    public required string Org { get; init; }

    /// <summary>What it may do, in the order of <see cref="Role"/>.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Team of an agent, or null.</summary>
    public string? Team { get; init; }

    /// <summary>Engineer that this principal is, or null.</summary>
    public string? Engineer { get; init; }

    /// <summary>BCP 47 tag of the preferred language: <c>zh</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh";

    /// <summary>Salted PBKDF2 hash as the framework writes it; null when no password was set.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Counts what ends running sessions: password and role changes, disabling. A session keeps the value it started with.</summary>
    public int Stamp { get; init; }

    /// <summary>Whether sign-in and keys are refused.</summary>
    public bool Disabled { get; init; }

    /// <summary>Keys that were issued and not revoked, oldest first.</summary>
    public IReadOnlyList<AccessKey> Keys { get; init; } = [];

    /// <summary>The state after an event; null before the principal was created.</summary>
    public static Principal Apply(Principal? state, PrincipalEvent @event) => (state, @event) switch
    {
        (null, PrincipalCreated created) => new()
        {
            Id = created.Id,
            Name = created.Name,
            Org = created.Org,
            Roles = created.Roles,
            Team = created.Team,
            Engineer = created.Engineer,
            Language = created.Language,
        },
        ({ } known, PasswordSet set) => known with { PasswordHash = set.Hash, Stamp = known.Stamp + 1 },
        ({ } known, RolesChanged changed) => known with { Roles = changed.Roles, Org = changed.Org, Stamp = known.Stamp + 1 },
        ({ } known, LanguageChosen chosen) => known with { Language = chosen.Language },
        ({ } known, KeyIssued issued) => known with { Keys = [.. known.Keys, issued.Key] },
        ({ } known, KeyRevoked revoked) => known with { Keys = [.. known.Keys.Where(key => key.Id != revoked.Id)] },
        ({ } known, PrincipalDisabled) => known with { Disabled = true, Stamp = known.Stamp + 1 },
        ({ } known, PrincipalEnabled) => known with { Disabled = false },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply on {(state is null ? "nothing" : "a principal")}."),
    };
}

/// <summary>A secret that signs in by itself: an API key, a wallboard's token, or a link that works once.</summary>
/// <param name="Id">Names the key in lists and logs; not secret.</param>
/// <param name="Kind">What it opens.</param>
/// <param name="Hash">SHA-256 of the secret, lower-case hex; the secret itself is shown once and kept nowhere.</param>
/// <param name="Scopes">Policies it is limited to; null means all that the principal's roles allow.</param>
/// <param name="ExpiresAt">From this instant it is refused; null means never.</param>
public sealed record AccessKey(
    string Id, KeyKind Kind, string Hash, string Label, DateTimeOffset IssuedAt,
    IReadOnlyList<string>? Scopes = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Whether the key still opens at an instant.</summary>
    public bool IsValidAt(DateTimeOffset now) => ExpiresAt is not { } end || now < end;
}

/// <summary>Kinds of access key.</summary>
public enum KeyKind
{
    /// <summary>For machines: <c>Authorization: Bearer dk_…</c>.</summary>
    Api,

    /// <summary>For a wallboard, read-only: <c>dt_…</c>.</summary>
    Display,

    /// <summary>Signs a person in once, then is gone.</summary>
    Once,

    /// <summary>Part of the address from which a calendar program reads an engineer's visits; opens nothing else.</summary>
    Calendar,
}
