using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Consistency;

namespace Dispatch.Tests.Silo.Evolution;

/// <summary>What a journal held once: the events of one entity as they were written, and the snapshot they made. Never edited; new kinds come in new files.</summary>
/// <param name="Entity">Grain key.</param>
/// <param name="Events">Published kind and body, oldest first.</param>
/// <param name="Shape">Shape of the snapshot.</param>
public sealed record GoldenHistory(string Entity, IReadOnlyList<GoldenEvent> Events, int Shape, JsonElement? Snapshot = null)
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Evolution", "Golden");

    /// <summary>How its kind of entity is folded.</summary>
    public EntityFold Fold => EntityFold.All.Single(fold => fold.Kind == Entity.Split('/')[0]);

    /// <summary>Names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>One by name.</summary>
    public static GoldenHistory Load(string name) =>
        JsonSerializer.Deserialize<GoldenHistory>(Text(name), JsonSerializerOptions.Web)!;

    /// <summary>The file as it is written.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.json"));

    /// <summary>The state that its events fold into, as this program writes it.</summary>
    public byte[] Folded()
    {
        var id = Entity[(Entity.IndexOf('/') + 1)..];
        var state = Events.Index().Aggregate(Fold.Initial(id), (before, next) => Fold.Apply(before, Stored(next.Index + 1, next.Item)));
        return Fold.Write(state);
    }

    /// <summary>The checked-in snapshot, as this program writes what it reads from it.</summary>
    public byte[] Read() => Fold.Write(Fold.Read(Encoding.UTF8.GetBytes(Snapshot!.Value.GetRawText())));

    private JournalEvent Stored(int version, GoldenEvent @event) =>
        new(version, Entity, version, @event.Kind, Monday, "", "user:golden", null, null, null, null, Encoding.UTF8.GetBytes(@event.Body.GetRawText()));
}

/// <summary>An event as it was written.</summary>
public sealed record GoldenEvent(string Kind, JsonElement Body)
{
    /// <summary>Members of one JSON text that another lacks or has differently, as paths; absent and null are the same.</summary>
    public static IEnumerable<string> Lost(JsonNode? before, JsonNode? after, string path = "$") => (before, after) switch
    {
        (null, _) => [],
        (JsonObject was, JsonObject now) => was.SelectMany(member => Lost(member.Value, now[member.Key], $"{path}.{member.Key}")),
        (JsonArray was, JsonArray now) when was.Count == now.Count => was.Zip(now).SelectMany((pair, i) => Lost(pair.First, pair.Second, $"{path}[{i}]")),
        _ => JsonNode.DeepEquals(before, after) ? [] : [$"{path}: {before.ToJsonString()} became {after?.ToJsonString() ?? "nothing"}"],
    };
}
