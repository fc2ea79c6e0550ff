using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Configuration;

/// <summary>The JSON of a document, kept as text so that two bodies are equal when their texts are.</summary>
[JsonConverter(typeof(JsonBodyJsonConverter))]
public sealed record JsonBody
{
    private JsonBody(string text) => Text = text;

    /// <summary>The JSON without insignificant white space.</summary>
    public string Text { get; }

    /// <summary>The JSON as a tree that outlives its document.</summary>
    public JsonElement Root()
    {
        using var document = JsonDocument.Parse(Text);
        return document.RootElement.Clone();
    }

    /// <summary>Reads JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON, or an object names a member twice.</exception>
    public static JsonBody Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return From(document.RootElement);
    }

    /// <summary>Keeps a tree that was read elsewhere.</summary>
    public static JsonBody From(JsonElement root) => new(JsonSerializer.Serialize(root, DispatchJson.Stored));

    /// <summary>Writes a value in the dialect of Dispatch.</summary>
    public static JsonBody Of<T>(T value) => new(JsonSerializer.Serialize(value, DispatchJson.Stored));

    /// <inheritdoc />
    public override string ToString() => Text;
}

internal sealed class JsonBodyJsonConverter : JsonConverter<JsonBody>
{
    public override JsonBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonBody.From(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, JsonBody value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text);
}
