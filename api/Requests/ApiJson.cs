using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

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
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(RefuseNullItems);
    }

    /// <summary>No list of ours has room for null, which the reader itself lets through.</summary>
    private static void RefuseNullItems(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            return;
        var lists = type.Properties.Where(property => property.Get is not null && typeof(IReadOnlyList<object>).IsAssignableFrom(property.PropertyType)).ToList();
        if (lists.Count > 0)
            type.OnDeserialized += read => lists.ForEach(list => Refuse(list.Name, (IReadOnlyList<object?>?)list.Get!(read)));

        static void Refuse(string name, IReadOnlyList<object?>? items)
        {
            foreach (var (i, item) in (items ?? []).Index())
                if (item is null)
                    throw new JsonException("An item is null.", $"$.{name}[{i}]", lineNumber: null, bytePositionInLine: null);
        }
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
