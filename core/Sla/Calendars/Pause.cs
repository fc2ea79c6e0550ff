using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>A stretch of time that a clock does not count.</summary>
/// <param name="From">First instant not counted.</param>
/// <param name="To">First instant counted again; null while it lasts.</param>
/// <param name="Reason">Code of the reason, such as <c>awaiting-customer</c>.</param>
/// <remarks>Written as <c>[from, to, reason]</c> in Unix milliseconds, because a ticket's snapshot may hold many.</remarks>
[JsonConverter(typeof(PauseJsonConverter))]
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset? To, string Reason);

internal sealed class PauseJsonConverter : JsonConverter<Pause>
{
    public override Pause Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType is JsonTokenType.StartArray);
        Expect(reader.Read() && reader.TokenType is JsonTokenType.Number);
        var from = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
        Expect(reader.Read() && reader.TokenType is JsonTokenType.Number or JsonTokenType.Null);
        DateTimeOffset? to = reader.TokenType is JsonTokenType.Null ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
        Expect(reader.Read() && reader.TokenType is JsonTokenType.String);
        var reason = reader.GetString()!;
        Expect(reader.Read() && reader.TokenType is JsonTokenType.EndArray);
        return new(from, to, reason);
    }

    public override void Write(Utf8JsonWriter writer, Pause value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.From.ToUnixTimeMilliseconds());
        if (value.To is { } to)
            writer.WriteNumberValue(to.ToUnixTimeMilliseconds());
        else
            writer.WriteNullValue();
        writer.WriteStringValue(value.Reason);
        writer.WriteEndArray();
    }

    private static void Expect(bool asWritten)
    {
        if (!asWritten)
            throw new JsonException("A pause is [from, to or null, reason] with instants in Unix milliseconds.");
    }
}
