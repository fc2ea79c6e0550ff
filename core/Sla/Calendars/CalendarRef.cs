using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>Exactly what counts a clock's time: one calendar, or what several have in common, each in its version, on the wall clock of a zone.</summary>
/// <param name="Calendars">At least one; time counts that is working time in all of them.</param>
/// <param name="TimeZone">IANA zone whose wall clock all of them follow; null leaves each its own.</param>
/// <remarks>Written <c>calendar/office@3</c>, <c>calendar/office@3 calendar/site@1</c> or <c>calendar/office@3 in Asia/Tokyo</c>.</remarks>
[JsonConverter(typeof(CalendarRefJsonConverter))]
public sealed record CalendarRef(ImmutableArray<DocumentRef> Calendars, string? TimeZone = null)
{
    private const string In = " in ";

    /// <summary>One calendar on its own wall clock.</summary>
    public static CalendarRef Of(DocumentRef calendar) => new([calendar]);

    /// <summary>Ids of the calendars, for people.</summary>
    [JsonIgnore]
    public string Ids => string.Join(" + ", Calendars.Select(calendar => calendar.Id));

    /// <summary>Reads what <see cref="ToString"/> writes; null when the text is not of that form.</summary>
    public static CalendarRef? TryParse(string? text)
    {
        if (text is null)
            return null;
        var zone = text.IndexOf(In, StringComparison.Ordinal);
        var calendars = (zone < 0 ? text : text[..zone]).Split(' ').Select(DocumentRef.TryParse).ToList();
        return calendars.Contains(null) ? null : new([.. calendars.OfType<DocumentRef>()], zone < 0 ? null : text[(zone + In.Length)..]);
    }

    /// <inheritdoc />
    public bool Equals(CalendarRef? other) => other is not null && TimeZone == other.TimeZone && Calendars.SequenceEqual(other.Calendars);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(TimeZone, Calendars[0], Calendars.Length);

    /// <inheritdoc />
    public override string ToString() => string.Join(' ', Calendars) + (TimeZone is null ? "" : In + TimeZone);
}

internal sealed class CalendarRefJsonConverter : JsonConverter<CalendarRef>
{
    public override CalendarRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType is JsonTokenType.String ? CalendarRef.TryParse(reader.GetString()) : null)
        ?? throw new JsonException("What counts time is a text such as calendar/office@3 or calendar/office@3 in Asia/Tokyo.");

    public override void Write(Utf8JsonWriter writer, CalendarRef value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
