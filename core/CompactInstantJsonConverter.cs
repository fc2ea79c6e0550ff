using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch;

/// <summary>An instant as Unix milliseconds, half as long as its text, for snapshots that hold many. Texts, as snapshots had before, are read as well.</summary>
internal sealed class CompactInstantJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.Number ? DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64()) : reader.GetDateTimeOffset().Truncate();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
