using System.Text.Json.Serialization;

namespace Dispatch.Grains;

/// <summary>A grain's answer to a command: a receipt or a refusal, never its events.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Repeated), "repeated")]
[JsonDerivedType(typeof(Rejected), "rejected")]
public abstract record Outcome
{
    /// <summary>The command holds; the entity is at this version.</summary>
    public sealed record Accepted(long Version) : Outcome;

    /// <summary>The same create was carried out before: this entity came of it.</summary>
    public sealed record Repeated(string EntityId) : Outcome;

    /// <summary>The command was refused and changed nothing.</summary>
    public sealed record Rejected(Rejection Rejection) : Outcome;
}
