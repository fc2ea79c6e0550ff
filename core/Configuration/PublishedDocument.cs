using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Dispatch.Configuration;

/// <summary>State of one document: which version is current. The bodies live in the events, so that the snapshot stays small.</summary>
/// <param name="Id">Kind and slug: <c>case-type/repair</c>.</param>
public sealed record PublishedDocument(string Id) : IEntity<PublishedDocument, ConfigurationEvent>
{
    /// <inheritdoc />
    public static string Kind => "config";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    public static PublishedDocument Initial(string id) => new(id);

    /// <summary>The current version; 0 before the first publication. Each publication is one event, so it is the entity's version too.</summary>
    public int Version { get; init; }

    /// <summary>SHA-256 of the current body, lower-case hex; empty before the first publication.</summary>
    public string BodyHash { get; init; } = "";

    /// <summary>When the current version was published; null before the first.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Configuration belongs to the whole company: the root of all org paths.</summary>
    [JsonIgnore]
    public string Org => "";

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake => null;

    /// <summary>Bare id of a document's entity.</summary>
    public static string IdOf(string documentKind, string documentId) => $"{documentKind}/{documentId}";

    /// <inheritdoc />
    public PublishedDocument Apply(ConfigurationEvent @event) => @event switch
    {
        DocumentPublished e => this with { Version = e.Version, BodyHash = HashOf(e.Body), PublishedAt = e.At },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };

    /// <summary>SHA-256 of a body's UTF-8 text, lower-case hex.</summary>
    public static string HashOf(JsonBody body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.Text)));
}
