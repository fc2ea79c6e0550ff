using System.Text.Json.Serialization;

namespace Dispatch.Access;

/// <summary>What happened to a principal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PrincipalCreated), "principal-created.v1")]
[JsonDerivedType(typeof(PasswordSet), "password-set.v1")]
[JsonDerivedType(typeof(RolesChanged), "roles-changed.v1")]
[JsonDerivedType(typeof(LanguageChosen), "language-chosen.v1")]
[JsonDerivedType(typeof(KeyIssued), "key-issued.v1")]
[JsonDerivedType(typeof(KeyRevoked), "key-revoked.v1")]
[JsonDerivedType(typeof(PrincipalDisabled), "principal-disabled.v1")]
[JsonDerivedType(typeof(PrincipalEnabled), "principal-enabled.v1")]
public abstract record PrincipalEvent : DomainEvent;

/// <summary>The principal exists; it cannot sign in before a password or key is set.</summary>
public sealed record PrincipalCreated(
    string Id, LocalText Name, string Org, IReadOnlyList<Role> Roles, string Language, string? Team = null, string? Engineer = null) : PrincipalEvent;

/// <summary>A new password holds; running sessions end.</summary>
public sealed record PasswordSet(string Hash) : PrincipalEvent;

/// <summary>New roles and scope hold; running sessions end.</summary>
public sealed record RolesChanged(IReadOnlyList<Role> Roles, string Org) : PrincipalEvent;

/// <summary>Texts come in this language from now on.</summary>
public sealed record LanguageChosen(string Language) : PrincipalEvent;

/// <summary>A key opens from now on.</summary>
public sealed record KeyIssued(AccessKey Key) : PrincipalEvent;

/// <summary>A key opens nothing any more.</summary>
public sealed record KeyRevoked(string Id) : PrincipalEvent;

/// <summary>Sign-in and keys are refused; running sessions end.</summary>
public sealed record PrincipalDisabled : PrincipalEvent;

/// <summary>Sign-in and keys work again.</summary>
public sealed record PrincipalEnabled : PrincipalEvent;
