using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Configuration;

/// <summary>One version of one configuration document, written <c>case-type/repair@3</c>. Versions count 1, 2, 3.</summary>
[JsonConverter(typeof(DocumentRefJsonConverter))]
public sealed record DocumentRef(string Kind, string Id, int Version) : IComparable<DocumentRef>
{
    /// <summary>Reads <c>kind/id@version</c>; null when the text is not of that form.</summary>
    public static DocumentRef? TryParse(string? text)
    {
        var slash = text?.IndexOf('/') ?? -1;
        var at = text?.LastIndexOf('@') ?? -1;
        return slash > 0 && at > slash + 1
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
                ? new(text![..slash], text[(slash + 1)..at], version)
                : null;
    }

    /// <summary>Orders by kind, id (ordinal) and version.</summary>
    public int CompareTo(DocumentRef? other)
    {
        if (other is null)
            return 1;
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        if (byKind is not 0)
            return byKind;
        var byId = string.CompareOrdinal(Id, other.Id);
        return byId is not 0 ? byId : Version.CompareTo(other.Version);
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}/{Id}@{Version}");
}

internal sealed class DocumentRefJsonConverter : JsonConverter<DocumentRef>
{
    public override DocumentRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType is JsonTokenType.String ? DocumentRef.TryParse(reader.GetString()) : null)
        ?? throw new JsonException("A document version is a text such as case-type/repair@3.");

    public override void Write(Utf8JsonWriter writer, DocumentRef value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
