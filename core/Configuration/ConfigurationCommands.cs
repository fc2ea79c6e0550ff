namespace Dispatch.Configuration;

/// <summary>Publishes a new version of a document.</summary>
/// <param name="Kind">Kind of document.</param>
/// <param name="Id">Slug within the kind.</param>
/// <param name="Body">The whole content.</param>
/// <param name="IfMatch">The version the author started from, 0 for a new document; null publishes whatever is current.</param>
public sealed record PublishDocument(string Kind, string Id, JsonBody Body, int? IfMatch);
