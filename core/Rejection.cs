using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch;

/// <summary>A stable code for a refusal, such as <c>ticket-not-open</c>. Each noun declares its own beside its decisions.</summary>
[JsonConverter(typeof(RejectionCodeJsonConverter))]
public readonly partial record struct RejectionCode(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>Why a command was refused: a code, the arguments of its sentence, and the JSON path at fault where there is one.</summary>
/// <param name="Code">Stable; the Chinese and English sentences are rendered at the edge.</param>
/// <param name="Arguments">Values that the sentence names, already as invariant text.</param>
/// <param name="Path">JSON path of the offending member (<c>$.amount.minor</c>), or null when the whole command is at fault.</param>
public sealed record Rejection(RejectionCode Code, IReadOnlyDictionary<string, string> Arguments, string? Path = null)
{
    /// <summary>The single faults behind a refusal that has several, each with its own path; null when the refusal is the fault itself.</summary>
    public IReadOnlyList<Rejection>? Errors { get; init; }

    /// <summary>A refusal with named arguments.</summary>
    public static Rejection Of(RejectionCode code, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
            texts[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return new(code, texts);
    }

    /// <summary>The same refusal, blamed on one member of the command.</summary>
    public Rejection At(string path) => this with { Path = path };
}

internal sealed class RejectionCodeJsonConverter : JsonConverter<RejectionCode>
{
    public override RejectionCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A rejection code is a string."));

    public override void Write(Utf8JsonWriter writer, RejectionCode value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
