using System.Text.Json;
using Dispatch.Grains.Journal;
using Dispatch.Zones;

namespace Dispatch.Silo.Hosting;

/// <summary>All zones as this process knows them: which one holds a place.</summary>
public sealed class ZoneMapCache(IJournal journal)
{
    private volatile ZoneMap map = ZoneMap.Of([]);

    /// <summary>The map now.</summary>
    public ZoneMap Current => map;

    /// <summary>Reads all zones.</summary>
    public async Task Load(CancellationToken cancellationToken = default) => map = ZoneMap.Of(
        (await journal.LoadAll(Zone.Kind, cancellationToken)).Select(stored => JsonSerializer.Deserialize<Zone>(stored.State.Span, DispatchJson.Stored)!));

    /// <summary>Reads the zones again when a batch of the feed changed one's outline.</summary>
    public Task Take(IReadOnlyList<JournalEvent> batch, CancellationToken cancellationToken) =>
        batch.Any(@event => @event.Kind.StartsWith("zone-defined.", StringComparison.Ordinal)) ? Load(cancellationToken) : Task.CompletedTask;
}
