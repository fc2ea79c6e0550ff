using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Tests.World;

namespace Dispatch.Tests.Simulation.Faults;

/// <summary>Callers are answered before their commits are written: what a silo still had in memory dies with it.</summary>
internal static class EarlyAcknowledgement
{
    private const int BatchesInMemory = 4;

    public static WorldOptions In(WorldOptions options) => options with { WrapWriter = writer => new Writer(writer) };

    private sealed class Writer(IBatchWriter writer) : IBatchWriter
    {
        private readonly Queue<IReadOnlyList<Commit>> waiting = new();
        private long head;

        public BatchResult Write(IReadOnlyList<Commit> batch)
        {
            waiting.Enqueue([.. batch]);
            if (waiting.Count > BatchesInMemory)
                head = writer.Write(waiting.Dequeue()).Head;
            return new(head, []);
        }

        public void Dispose() => writer.Dispose();
    }
}
