using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Api.Requests;

/// <summary>The dialect for what callers send: strict, each member once, and no text that a database cannot store.</summary>
public static class ApiJson
{
    /// <summary>The dialect, for reading outside the framework's own binding.</summary>
    public static JsonSerializerOptions Options { get; } = Build();

    /// <summary>Applies the dialect to options that the framework owns.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        DispatchJson.Configure(options, JsonUnmappedMemberHandling.Disallow);
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new StorableTextConverter());
    }

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>PostgreSQL stores no NUL in text, so none is let in.</summary>
    private sealed class StorableTextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Checked(reader.GetString());

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Checked(reader.GetString())!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);

        private static string? Checked(string? text) =>
            text?.Contains('\0', StringComparison.Ordinal) is true ? throw new JsonException("Text must not contain NUL.") : text;
    }
}
