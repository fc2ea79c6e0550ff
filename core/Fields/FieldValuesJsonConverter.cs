using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Fields;

/// <summary>Stores values so that they come back with their kind without the catalogue.</summary>
/// <remarks>
/// Texts, booleans and sets are plain JSON. A number always has a point or an exponent, a whole number never;
/// instants and places are objects with one member, <c>at</c> or <c>place</c>.
/// </remarks>
internal sealed class FieldValuesJsonConverter : JsonConverter<FieldValues>
{
    public override FieldValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind is not JsonValueKind.Object)
            throw new JsonException("Field values are an object.");
        return element.EnumerateObject().Aggregate(FieldValues.Empty, (values, member) => values.With(member.Name, Read(member.Value, options)));
    }

    public override void Write(Utf8JsonWriter writer, FieldValues value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (id, item) in value.Items)
        {
            writer.WritePropertyName(id);
            Write(writer, item, options);
        }
        writer.WriteEndObject();
    }

    private static FieldValue Read(JsonElement element, JsonSerializerOptions options) => element.ValueKind switch
    {
        JsonValueKind.String => FieldValue.Of(element.GetString()),
        JsonValueKind.True or JsonValueKind.False => FieldValue.Of(element.GetBoolean()),
        JsonValueKind.Array => FieldValue.Of(element.EnumerateArray().Select(item => item.GetString() ?? throw new JsonException("A set holds texts."))),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? FieldValue.Of(whole) : FieldValue.Of(element.GetDouble()),
        JsonValueKind.Object when element.TryGetProperty("at", out var at) => FieldValue.Of(at.Deserialize<DateTimeOffset>(options)),
        JsonValueKind.Object when element.TryGetProperty("place", out var place) => FieldValue.Of(place.Deserialize<Place>(options)),
        _ => throw new JsonException("A field value is a text, a number, a boolean, a list of texts, an instant or a place."),
    };

    private static void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case FieldValueKind.Number:
                var text = value.ToString();
                writer.WriteRawValue(text.AsSpan().ContainsAny(".E") ? text : text + ".0");
                break;
            case FieldValueKind.Instant:
                writer.WriteStartObject();
                writer.WriteString("at", value.ToString());
                writer.WriteEndObject();
                break;
            case FieldValueKind.Place:
                value.TryPlace(out var place);
                writer.WriteStartObject();
                writer.WritePropertyName("place");
                JsonSerializer.Serialize(writer, place, options);
                writer.WriteEndObject();
                break;
            default:
                FieldJson.Write(writer, value);
                break;
        }
    }
}
