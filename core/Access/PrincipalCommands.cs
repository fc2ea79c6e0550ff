namespace Dispatch.Access;

/// <summary>What can be asked of a principal.</summary>
public abstract record PrincipalCommand;

/// <summary>Creates the principal.</summary>
public sealed record CreatePrincipal(string Id, LocalText Name, string Org, IReadOnlyList<Role> Roles) : PrincipalCommand
{
    /// <summary>Team of an agent, or null.</summary>
    public string? Team { get; init; }

    /// <summary>Engineer that this principal is, or null.</summary>
    public string? Engineer { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh";
}

/// <summary>Sets the password, given as its hash.</summary>
public sealed record SetPassword(string Hash) : PrincipalCommand;

/// <summary>Gives other roles and another scope.</summary>
public sealed record ChangeRoles(IReadOnlyList<Role> Roles, string Org) : PrincipalCommand;

/// <summary>Chooses the language of texts.</summary>
public sealed record ChooseLanguage(string Language) : PrincipalCommand;

/// <summary>Issues a key whose secret the caller made and hashed.</summary>
public sealed record IssueKey(
    string Id, KeyKind Kind, string Hash, string Label, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt) : PrincipalCommand;

/// <summary>Revokes a key.</summary>
public sealed record RevokeKey(string Id) : PrincipalCommand;

/// <summary>Refuses sign-in and keys.</summary>
public sealed record DisablePrincipal : PrincipalCommand;

/// <summary>Allows sign-in and keys again.</summary>
public sealed record EnablePrincipal : PrincipalCommand;
