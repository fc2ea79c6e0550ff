using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;

namespace Dispatch.Tests.World;

/// <summary>A writer that writes nothing more once its process is dead, whatever still runs in it.</summary>
internal sealed class MortalWriter(IBatchWriter writer, Func<bool> isDead) : IBatchWriter
{
    /// <inheritdoc />
    public BatchResult Write(IReadOnlyList<Commit> batch) =>
        isDead() ? throw new JournalUnavailableException("The process is dead.") : writer.Write(batch);

    /// <inheritdoc />
    public void Dispose() => writer.Dispose();
}
