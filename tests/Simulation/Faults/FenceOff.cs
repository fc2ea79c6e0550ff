using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Tests.World;

namespace Dispatch.Tests.Simulation.Faults;

/// <summary>The journal takes whatever comes: it does not compare the version that a decision was made on with the one that is stored.</summary>
internal static class FenceOff
{
    public static WorldOptions In(WorldOptions options)
    {
        var stored = new Dictionary<string, long>(StringComparer.Ordinal);
        return options with { WrapWriter = writer => new Writer(writer, stored) };
    }

    /// <param name="stored">Versions by entity, over all silos and all their lives.</param>
    private sealed class Writer(IBatchWriter writer, Dictionary<string, long> stored) : IBatchWriter
    {
        public BatchResult Write(IReadOnlyList<Commit> batch)
        {
            var blind = batch.Select(commit => commit with { ExpectedVersion = stored.GetValueOrDefault(commit.EntityId, commit.ExpectedVersion) }).ToList();
            var result = writer.Write(blind);
            for (var i = 0; i < blind.Count; i++)
                if (!result.Losses.Any(loss => loss.Index == i))
                    stored[blind[i].EntityId] = blind[i].ExpectedVersion + blind[i].Events.Count;
            return result;
        }

        public void Dispose() => writer.Dispose();
    }
}
