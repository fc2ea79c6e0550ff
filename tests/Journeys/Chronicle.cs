using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dispatch.Tests.World;

namespace Dispatch.Tests.Journeys;

/// <summary>What happened to each entity in a story, in a form that is the same whatever runs the grains.</summary>
/// <remarks>
/// Entities are independent of each other, so events are told per entity, without sequence numbers. Instants are whole seconds
/// from the story's start: one engine lets milliseconds pass where the other lets none. Ids are named in the order in which the
/// story made them. That somebody was heard is noted in whichever commit comes next, so such notes are not told, nor the version
/// of a team that counts them. Of the same kind at the same instant, as when two teams give out two steps side by side, either may
/// be first.
/// </remarks>
internal static partial class Chronicle
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Notes = ["news-heard.v1", "steps-acknowledged.v1"];
    private static readonly string[] Counts = ["teamVersion"];

    /// <summary>Tells it, an event a line.</summary>
    /// <param name="names">Ids and what they are called.</param>
    public static string Of(VirtualWorld world, DateTimeOffset start, long after, IReadOnlyList<(string Id, string Name)> names)
    {
        var events = world.Query(
            "SELECT entity_id, kind, at, body FROM event WHERE seq > $after ORDER BY entity_id, version",
            row => (Entity: row.GetString(0), Kind: row.GetString(1), At: row.GetInt64(2), Body: row.GetString(3)), ("$after", after));
        var told = events.Where(each => !Notes.Contains(each.Kind)).GroupBy(each => Rename(each.Entity)).OrderBy(entity => entity.Key, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var entity in told)
        {
            text.Append(entity.Key).Append('\n');
            var run = new List<(string What, string Line)>();
            foreach (var each in entity)
            {
                var what = $"  {Offset(DateTimeOffset.FromUnixTimeMilliseconds(each.At))} {each.Kind} ";
                if (run.Count > 0 && run[0].What != what)
                    End(run);
                run.Add((what, $"{what}{Rename(Normal(JsonNode.Parse(each.Body))!.ToJsonString(Readable))}\n"));
            }
            End(run);
        }
        return text.ToString();

        void End(List<(string What, string Line)> run)
        {
            text.AppendJoin("", run.Select(each => each.Line).Order(StringComparer.Ordinal));
            run.Clear();
        }

        string Rename(string plain) => names.Aggregate(plain, (renamed, name) => renamed.Replace(name.Id, name.Name, StringComparison.Ordinal));

        string Offset(DateTimeOffset at) => $"+{Math.Round((at - start).TotalSeconds, MidpointRounding.AwayFromZero):0}s";

        JsonNode? Normal(JsonNode? node) => node switch
        {
            JsonObject fields => new JsonObject(fields.Where(field => !Counts.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, Normal(field.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Normal)]),
            JsonValue value when value.TryGetValue<string>(out var words) && Instant().IsMatch(words) => Offset(DateTimeOffset.Parse(words, null)),
            _ => node?.DeepClone(),
        };
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();
}
