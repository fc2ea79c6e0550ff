using System.Text.Json;

namespace Dispatch.Fields;

/// <summary>Field values as callers write and read them: the field's type says what the JSON means.</summary>
public static class FieldJson
{
    /// <summary>Longest text of a value, in UTF-16 units.</summary>
    public const int MaxTextLength = 1000;

    /// <summary>Most texts of a set.</summary>
    public const int MaxSetSize = 100;

    /// <summary>Reads a value for a field; JSON null is no value.</summary>
    /// <returns>Why it was refused, blamed on <paramref name="path"/>; null when it was read.</returns>
    public static Rejection? Read(FieldDefinition field, JsonElement element, string path, out FieldValue value)
    {
        var rejection = Read(field.Type, element, path, out value);
        return rejection is null && value.TryText(out var option) && field.Type is FieldType.Choice && field.RankOf(option) < 0
            ? Rejection.Of(RejectionCode.FieldValueNotAnOption, ("value", option), ("options", string.Join(", ", field.Options.Select(o => o.Id)))).At(path)
            : rejection;
    }

    /// <summary>Reads a value by type alone.</summary>
    /// <returns>Why it was refused; null when it was read.</returns>
    public static Rejection? Read(FieldType type, JsonElement element, string path, out FieldValue value)
    {
        value = FieldValue.None;
        switch (type)
        {
            case var _ when element.ValueKind is JsonValueKind.Null:
                return null;
            case FieldType.Text or FieldType.Choice when element.ValueKind is JsonValueKind.String:
                return ReadText(element, path, out value);
            case FieldType.TextSet when element.ValueKind is JsonValueKind.Array:
                return ReadTexts(element, path, out value);
            case FieldType.Integer or FieldType.Money when element.ValueKind is JsonValueKind.Number && element.TryGetInt64(out var whole):
                value = FieldValue.Of(whole);
                return null;
            case FieldType.Number when element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number):
                value = FieldValue.Of(number);
                return null;
            case FieldType.Boolean when element.ValueKind is JsonValueKind.True or JsonValueKind.False:
                value = FieldValue.Of(element.GetBoolean());
                return null;
            case FieldType.Instant when Text(element) is { } text && InstantText.TryRead(text, out var instant):
                value = FieldValue.Of(instant);
                return null;
            case FieldType.Place when ReadPlace(element) is { } place:
                value = FieldValue.Of(place);
                return null;
            default:
                return WrongType(type, element, path);
        }
    }

    /// <summary>Writes a value as callers read it; instants as RFC 3339 texts, no value as null.</summary>
    public static void Write(Utf8JsonWriter writer, FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldValueKind.Integer or FieldValueKind.Number:
                writer.WriteRawValue(value.ToString());
                break;
            case FieldValueKind.Boolean:
                value.TryWhole(FieldValueKind.Boolean, out var yes);
                writer.WriteBooleanValue(yes is 1);
                break;
            case FieldValueKind.TextSet:
                value.TryTexts(out var texts);
                writer.WriteStartArray();
                foreach (var text in texts)
                    writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            case FieldValueKind.Place:
                value.TryPlace(out var place);
                JsonSerializer.Serialize(writer, place, DispatchJson.Stored);
                break;
            case FieldValueKind.None:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    /// <summary>The text of a JSON string; null when it is none or is not valid Unicode.</summary>
    internal static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // an escape such as \ud800 names half a character; System.Text.Json has no other way to ask
        }
    }

    /// <summary>The name of a member; null when it is not valid Unicode.</summary>
    internal static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Refuses a value of another type than expected.</summary>
    internal static Rejection WrongType(string expected, JsonElement element, string path) =>
        Rejection.Of(RejectionCode.FieldValueWrongType, ("expected", expected), ("found", KindName(element))).At(path);

    private static Rejection? ReadText(JsonElement element, string path, out FieldValue value)
    {
        value = FieldValue.None;
        if (Text(element) is not { } text || text.Contains('\0'))
            return Rejection.Of(RejectionCode.FieldTextMalformed).At(path);
        if (text.Length > MaxTextLength)
            return Rejection.Of(RejectionCode.FieldValueTooLong, ("max", MaxTextLength)).At(path);
        value = FieldValue.Of(text);
        return null;
    }

    private static Rejection? ReadTexts(JsonElement element, string path, out FieldValue value)
    {
        value = FieldValue.None;
        if (element.GetArrayLength() > MaxSetSize)
            return Rejection.Of(RejectionCode.FieldValueTooLong, ("max", MaxSetSize)).At(path);
        var texts = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            var at = JsonPath.Item(path, texts.Count);
            if (item.ValueKind is not JsonValueKind.String)
                return WrongType(FieldType.Text, item, at);
            if (ReadText(item, at, out var read) is { } rejection)
                return rejection;
            texts.Add(read.ToString());
        }
        value = FieldValue.Of(texts);
        return null;
    }

    private static Place? ReadPlace(JsonElement element) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty("longitude", out var x) && x.ValueKind is JsonValueKind.Number && x.GetDouble() is >= -180 and <= 180
        && element.TryGetProperty("latitude", out var y) && y.ValueKind is JsonValueKind.Number && y.GetDouble() is >= -90 and <= 90
            ? new(x.GetDouble(), y.GetDouble(), element.TryGetProperty("system", out var system) ? Text(system) : null)
            : null;

    private static Rejection WrongType(FieldType expected, JsonElement element, string path) => WrongType(expected.JsonName(), element, path);

    private static string KindName(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String => "text",
        JsonValueKind.Array => "list",
        _ => element.ValueKind.ToString().ToLowerInvariant(),
    };
}
