using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Fields;

namespace Dispatch.Conditions;

/// <summary>
/// A condition as a document writes it:
/// <c>{"all":[{"field":"amount","op":"lt","value":50000},{"field":"kind","op":"in","value":["return","exchange"]}]}</c>.
/// </summary>
/// <remarks>
/// It keeps whatever JSON it was given, so that a document with a bad condition can still be read and all its faults named
/// with their paths; <see cref="Compile"/> makes of it something that decides.
/// </remarks>
[JsonConverter(typeof(ConditionJsonConverter))]
public sealed record Condition
{
    // Conditions built in code may nest deeper than JSON that is read; the parser refuses them with a path.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 10_000 };

    private Condition(string json) => Json = json;

    /// <summary>The condition's JSON, compact.</summary>
    public string Json { get; }

    /// <summary>Holds always.</summary>
    public static Condition Always { get; } = All();

    /// <summary>Reads the text of a condition; only whether it is JSON is checked.</summary>
    public static Checked<Condition> Parse([StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Checked<Condition>.Ok(Of(document.RootElement));
        }
        catch (Exception error) when (error is JsonException or ArgumentException) // the latter for half a surrogate pair
        {
            return Checked<Condition>.Refused(Rejection.Of(RejectionCode.ConditionMalformed, ("detail", error.Message)).At("$"));
        }
    }

    /// <summary>A test of one field.</summary>
    /// <param name="field">Field id.</param>
    /// <param name="operator">How to compare.</param>
    /// <param name="value">A text, number, boolean, instant or list; null for <c>empty</c> and <c>notEmpty</c>.</param>
    public static Condition Test(string field, ConditionOperator @operator, object? value = null)
    {
        var members = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["field"] = field, ["op"] = @operator.JsonName() };
        if (value is not null)
            members["value"] = value;
        return new(JsonSerializer.Serialize(members, DispatchJson.Stored));
    }

    /// <summary>Holds when all of these do.</summary>
    public static Condition All(params IReadOnlyList<Condition> parts) => Group("all", parts);

    /// <summary>Holds when one of these does.</summary>
    public static Condition Any(params IReadOnlyList<Condition> parts) => Group("any", parts);

    /// <summary>Holds when none of these does.</summary>
    public static Condition None(params IReadOnlyList<Condition> parts) => Group("none", parts);

    /// <summary>Checks the condition against the catalogue and compiles it.</summary>
    /// <param name="catalogue">The fields it may speak of.</param>
    /// <param name="path">JSON path of the condition in its document.</param>
    public Checked<CompiledCondition> Compile(FieldCatalogue catalogue, string path = "$")
    {
        using var document = JsonDocument.Parse(Json, AnyDepth);
        var node = ConditionParser.Parse(document.RootElement, catalogue, path);
        return node.IsValid
            ? Checked<CompiledCondition>.Ok(new(this, node.Value))
            : Checked<CompiledCondition>.Refused(node.Rejections);
    }

    /// <inheritdoc />
    public override string ToString() => Json;

    /// <exception cref="JsonException">A text in it is not valid Unicode.</exception>
    internal static Condition Of(JsonElement element)
    {
        try
        {
            return new(JsonSerializer.Serialize(element, DispatchJson.Stored));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            throw new JsonException("A text is not valid Unicode.", error);
        }
    }

    private static Condition Group(string name, IReadOnlyList<Condition> parts) =>
        new($$"""{"{{name}}":[{{string.Join(',', parts.Select(part => part.Json))}}]}""");
}

internal sealed class ConditionJsonConverter : JsonConverter<Condition>
{
    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Condition.Of(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json, skipInputValidation: true);
}
