using System.Runtime.CompilerServices;
using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Feed;

/// <summary>Tails the journal: batches of events in commit order from any sequence number on, without gaps.</summary>
/// <remarks>
/// Readers are woken by this process's own commits, by <see cref="Pulse"/> when another process committed (PostgreSQL's NOTIFY),
/// and every <paramref name="pollEvery"/> in case a call was lost. They continue on the scheduler they came from.
/// </remarks>
/// <param name="pollEvery">Time between two looks at the journal without being called; null never looks.</param>
public sealed class ChangeFeed(IJournal journal, TimeProvider time, TimeSpan? pollEvery) : ICommitObserver
{
    /// <summary>Events in one batch at most.</summary>
    public const int BatchLimit = 500;

    private readonly RecentEvents recent = new();
    private long lastSeen;
    private readonly Lock gate = new();
    private TaskCompletionSource called = NewCall();
    private ITimer? timer;

    /// <summary>The last sequence number that any reader of this process was given, or began behind.</summary>
    public long LastSeen => Volatile.Read(ref lastSeen);

    /// <inheritdoc />
    public void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events)
    {
        recent.Keep(events);
        Pulse();
    }

    /// <summary>Makes all readers look at the journal.</summary>
    public void Pulse() => Interlocked.Exchange(ref called, NewCall()).TrySetResult();

    /// <summary>Events after a sequence number, for as long as the reader wants them.</summary>
    public async IAsyncEnumerable<IReadOnlyList<JournalEvent>> Read(
        long afterSeq, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StartPolling();
        Note(afterSeq);
        using var cancelled = cancellationToken.Register(Pulse);
        while (true)
        {
            // Taken before reading: a commit during the read is not missed.
            var call = Volatile.Read(ref called).Task;
            cancellationToken.ThrowIfCancellationRequested();
            var known = recent.After(afterSeq, BatchLimit);
            var batch = known.Count > 0 ? known : recent.Keep(await journal.ReadFeed(afterSeq, BatchLimit, cancellationToken));
            if (batch.Count > 0)
            {
                afterSeq = batch[^1].Seq;
                Note(afterSeq);
                yield return batch;
            }
            if (known.Count is 0 && batch.Count < BatchLimit)
                await call;
        }
    }

    private void Note(long seq)
    {
        if (seq > LastSeen)
            Volatile.Write(ref lastSeen, seq);
    }

    private void StartPolling()
    {
        if (pollEvery is not { } every)
            return;
        lock (gate)
            timer ??= time.OfMachine().CreateTimer(_ => Pulse(), null, every, every);
    }

    private static TaskCompletionSource NewCall() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
