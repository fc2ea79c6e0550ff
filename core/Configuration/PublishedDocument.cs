using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Configuration;

/// <summary>State of one document: which version is current. The bodies live in the events, so that the snapshot stays small.</summary>
/// <param name="Kind">Kind of document; empty before the first publication.</param>
/// <param name="Id">Slug within the kind; empty before the first publication.</param>
/// <param name="Version">The current version; 0 before the first publication.</param>
/// <param name="BodyHash">SHA-256 of the current body, lower-case hex.</param>
public sealed record PublishedDocument(string Kind, string Id, int Version, string BodyHash)
{
    /// <summary>Nothing published yet.</summary>
    public static PublishedDocument None { get; } = new("", "", 0, "");

    /// <summary>When the current version was published; null before the first.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The state after an event.</summary>
    public PublishedDocument Apply(ConfigurationEvent @event) => @event switch
    {
        DocumentPublished e => this with
        {
            Kind = e.Kind, Id = e.Id, Version = e.Version, BodyHash = HashOf(e.Body), PublishedAt = e.At,
        },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };

    /// <summary>SHA-256 of a body's UTF-8 text, lower-case hex.</summary>
    public static string HashOf(JsonBody body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.Text)));
}
