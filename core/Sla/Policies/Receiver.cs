using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>Kinds of people that a ticket reaches.</summary>
public enum ReceiverKind
{
    /// <summary>Whoever has the ticket.</summary>
    Assignee,

    /// <summary>Lead of the ticket's team.</summary>
    Lead,

    /// <summary>Manager of the team's lead.</summary>
    Manager,

    /// <summary>Everybody who watches the ticket.</summary>
    Watchers,

    /// <summary>One person by name.</summary>
    Person,

    /// <summary>Lead of a team by name.</summary>
    Team,
}

/// <summary>A person reached through the ticket, or by name. Written <c>assignee</c>, <c>lead</c>, <c>manager</c>, <c>watchers</c>, <c>person:ID</c> or <c>team:ID</c>.</summary>
/// <param name="Kind">Which person.</param>
/// <param name="Id">Who, or which team; null for those reached through the ticket.</param>
[JsonConverter(typeof(ReceiverJsonConverter))]
public readonly record struct Receiver(ReceiverKind Kind, string? Id = null)
{
    /// <inheritdoc cref="ReceiverKind.Assignee" />
    public static Receiver Assignee { get; } = new(ReceiverKind.Assignee);

    /// <inheritdoc cref="ReceiverKind.Lead" />
    public static Receiver Lead { get; } = new(ReceiverKind.Lead);

    /// <inheritdoc cref="ReceiverKind.Manager" />
    public static Receiver Manager { get; } = new(ReceiverKind.Manager);

    /// <inheritdoc cref="ReceiverKind.Watchers" />
    public static Receiver Watchers { get; } = new(ReceiverKind.Watchers);

    /// <summary>Reads what <see cref="ToString"/> writes; null when the text names nobody.</summary>
    public static Receiver? TryParse(string? text)
    {
        if (text is null)
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (!Enum.TryParse<ReceiverKind>(colon < 0 ? text : text[..colon], ignoreCase: true, out var kind) || !char.IsAsciiLetterLower(text[0]))
            return null;
        var named = kind is ReceiverKind.Person or ReceiverKind.Team;
        return named == (colon > 0 && colon < text.Length - 1) && (named || colon < 0) ? new(kind, named ? text[(colon + 1)..] : null) : null;
    }

    /// <inheritdoc />
    public override string ToString() => Id is null ? JsonNamingPolicy.CamelCase.ConvertName(Kind.ToString()) : $"{JsonNamingPolicy.CamelCase.ConvertName(Kind.ToString())}:{Id}";
}

internal sealed class ReceiverJsonConverter : JsonConverter<Receiver>
{
    public override Receiver Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType is JsonTokenType.String ? Receiver.TryParse(reader.GetString()) : null)
        ?? throw new JsonException("A receiver is assignee, lead, manager, watchers, person:ID or team:ID.");

    public override void Write(Utf8JsonWriter writer, Receiver value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
