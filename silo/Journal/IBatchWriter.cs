using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>Writes one batch of commits in one durable transaction; used by one thread at a time.</summary>
public interface IBatchWriter : IDisposable
{
    /// <summary>Writes every commit that wins; a loser writes nothing. No two commits of a batch share an entity or an idempotency key.</summary>
    /// <exception cref="RefusedBatchException">The database refused the data of some commit; nothing was written.</exception>
    /// <exception cref="JournalUnavailableException">The database cannot be reached, or its answer was lost.</exception>
    BatchResult Write(IReadOnlyList<Commit> batch);
}

/// <summary>What became of a batch.</summary>
/// <param name="Head">The journal's last sequence number after the batch.</param>
/// <param name="Losses">Commits that were not written.</param>
public sealed record BatchResult(long Head, IReadOnlyList<Loss> Losses);

/// <summary>Why the commit at a position of the batch was not written.</summary>
/// <param name="Index">Position in the batch.</param>
/// <param name="Key">The idempotency key that is taken; null when the version did not match.</param>
/// <param name="Holder">Who has the key.</param>
public sealed record Loss(int Index, IdempotencyKey? Key = null, TakenKey? Holder = null);

/// <summary>The database refused the data of one commit of the batch (a broken constraint, a value it cannot store).</summary>
public sealed class RefusedBatchException(Exception inner) : Exception(inner.Message, inner);
