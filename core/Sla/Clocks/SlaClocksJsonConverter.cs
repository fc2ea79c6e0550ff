using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>Writes policy and calendar of a ticket's clocks once instead of with every clock: a snapshot may hold twenty. Clocks that name their own are read as well.</summary>
internal sealed class SlaClocksJsonConverter : JsonConverter<SlaClocks>
{
    public override SlaClocks Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<Stored>(ref reader, options) ?? throw new JsonException("The clocks of a ticket are an object.");
        return new([.. stored.Clocks.Select(clock => clock.Shares ? clock with { Policy = stored.Policy, Calendar = stored.Calendar, Shares = false } : clock)])
        {
            Policy = stored.Policy, Calendar = stored.Calendar,
        };
    }

    public override void Write(Utf8JsonWriter writer, SlaClocks value, JsonSerializerOptions options)
    {
        var stored = new Stored([.. value.Clocks.Select(clock => clock.Policy is not null && clock.Policy == value.Policy && clock.Calendar == value.Calendar
            ? clock with { Policy = null, Calendar = null, Shares = true }
            : clock)]) { Policy = value.Policy, Calendar = value.Calendar };
        JsonSerializer.Serialize(writer, stored, options);
    }

    private sealed record Stored(IReadOnlyList<SlaClock> Clocks)
    {
        public DocumentRef? Policy { get; init; }

        public CalendarRef? Calendar { get; init; }
    }
}
