using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Dispatch;

/// <summary>The one JSON dialect of Dispatch: camelCase members, camelCase enum names, RFC 3339 UTC instants with milliseconds.</summary>
public static class DispatchJson
{
    /// <summary>For what Dispatch wrote itself: journal bodies, snapshots, grain calls. Unknown members are skipped, nulls are not written.</summary>
    public static JsonSerializerOptions Stored { get; } = Build(JsonUnmappedMemberHandling.Skip);

    /// <summary>For what callers send: an unknown member is refused.</summary>
    public static JsonSerializerOptions Strict { get; } = Build(JsonUnmappedMemberHandling.Disallow);

    private static JsonSerializerOptions Build(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions();
        Configure(options, unmapped);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Applies the dialect to options that a framework owns.</summary>
    public static void Configure(JsonSerializerOptions options, JsonUnmappedMemberHandling unmapped)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = unmapped;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowOutOfOrderMetadataProperties = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AllowAbsentNulls, AskForType } };
        // Chinese stays readable in the database; markup characters are still escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantJsonConverter());
    }

    /// <summary>Nulls are not written, so a constructor parameter that may be null may be absent as well.</summary>
    private static void AllowAbsentNulls(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            return;
        foreach (var property in type.Properties)
        {
            if (property.IsRequired && property.AssociatedParameter is { } parameter
                && (parameter.IsNullable || Nullable.GetUnderlyingType(parameter.ParameterType) is not null))
                property.IsRequired = false;
        }
    }

    /// <summary>One of several types without the member that says which is malformed, which the reader itself takes for a mistake in the program.</summary>
    private static void AskForType(JsonTypeInfo type)
    {
        if (type is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: { } options, Type.IsAbstract: true })
            type.CreateObject = () => throw new JsonException($"The member {options.TypeDiscriminatorPropertyName} is missing, which says what it is.");
    }

    private sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
    {
        private const int Length = 24;

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TryGetDateTimeOffset(out var instant) && NamesOffset(reader.ValueSpan)
                ? instant.Truncate()
                : throw new JsonException("An instant is RFC 3339 with an offset, such as 2026-01-31T09:30:00Z.");

        // A date alone, or a time without its offset, would be read by the clock of this machine.
        private static bool NamesOffset(ReadOnlySpan<byte> text) =>
            text is [_, _, _, _, _, _, _, _, _, _, (byte)'T', .., (byte)'Z'] || (text.Length > 16 && text[10] is (byte)'T' && text[^6] is (byte)'+' or (byte)'-');

        // Digit by digit: every snapshot and every event has a dozen of these, and a format string costs ten times as much.
        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            var instant = value.UtcDateTime;
            Span<byte> text = stackalloc byte[Length];
            "0000-00-00T00:00:00.000Z"u8.CopyTo(text);
            Digits(text[..4], instant.Year);
            Digits(text[5..7], instant.Month);
            Digits(text[8..10], instant.Day);
            Digits(text[11..13], instant.Hour);
            Digits(text[14..16], instant.Minute);
            Digits(text[17..19], instant.Second);
            Digits(text[20..23], instant.Millisecond);
            writer.WriteStringValue(text);
        }

        private static void Digits(Span<byte> place, int number)
        {
            for (var i = place.Length - 1; number > 0; i--, number /= 10)
                place[i] = (byte)('0' + (number % 10));
        }
    }
}
