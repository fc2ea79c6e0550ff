using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Stock;
using Dispatch.Tests.World;

namespace Dispatch.Tests.Simulation.Faults;

/// <summary>Deliveries are booked without their idempotency keys, so that a message which comes twice takes effect twice.</summary>
internal static class KeysForgotten
{
    public static WorldOptions In(WorldOptions options) => options with { WrapWriter = writer => new Writer(writer) };

    private sealed class Writer(IBatchWriter writer) : IBatchWriter
    {
        public BatchResult Write(IReadOnlyList<Commit> batch) =>
            writer.Write([.. batch.Select(commit => commit.Kind == StockItem.Kind ? commit with { Keys = [] } : commit)]);

        public void Dispose() => writer.Dispose();
    }
}
