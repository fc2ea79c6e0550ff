using System.Text.Json.Serialization;

namespace Dispatch.Configuration;

/// <summary>What happens to a configuration document.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DocumentPublished), "document-published.v1")]
public abstract record ConfigurationEvent : DomainEvent;

/// <summary>A version of a document was published and is current from now on.</summary>
/// <param name="Version">1 for the first version of the document.</param>
public sealed record DocumentPublished(string Kind, string Id, int Version, JsonBody Body, DateTimeOffset At) : ConfigurationEvent
{
    /// <summary>What was published.</summary>
    public ConfigurationDocument Document() => new(Kind, Id, Version, Body);
}
