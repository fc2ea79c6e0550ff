namespace Dispatch.Configuration;

/// <summary>One immutable version of a piece of configuration: what a business person wrote, as JSON.</summary>
/// <param name="Kind">Kind of document, such as <c>case-type</c>.</param>
/// <param name="Id">Slug, unique within the kind.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="Body">The content, valid for its kind when it was published.</param>
public sealed record ConfigurationDocument(string Kind, string Id, int Version, JsonBody Body)
{
    /// <summary>The document's name and version.</summary>
    public DocumentRef Ref() => new(Kind, Id, Version);
}

/// <summary>A compiled document together with the version it was compiled from, so that a decision can record it.</summary>
public sealed record Versioned<T>(DocumentRef Ref, T Value) where T : class;
