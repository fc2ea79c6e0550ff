using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Teams;

/// <summary>Writes steps in hand as <c>ticket:step</c>, half as long as objects, because a team's snapshot consists of little else; reads both.</summary>
internal sealed class StepRefsJsonConverter : JsonConverter<ImmutableArray<StepRef>>
{
    public override ImmutableArray<StepRef> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
            throw new JsonException("Steps are a list.");
        var steps = ImmutableArray.CreateBuilder<StepRef>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            steps.Add(reader.TokenType is JsonTokenType.String ? Parse(reader.GetString()!) : JsonSerializer.Deserialize<StepRef>(ref reader, options)!);
        return steps.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<StepRef> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var step in value)
            writer.WriteStringValue(step.ToString());
        writer.WriteEndArray();
    }

    private static StepRef Parse(string text) => text.LastIndexOf(':') is > 0 and var colon
        ? new(text[..colon], text[(colon + 1)..])
        : throw new JsonException("A step in hand is ticket:step.");
}
