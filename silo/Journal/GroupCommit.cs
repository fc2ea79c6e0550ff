using System.Collections.Concurrent;
using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>Group commit: callers queue their commits, one writer puts all that is pending into one transaction and answers each caller after it.</summary>
/// <remarks>
/// Whoever owns the writer (<see cref="WriterThread"/>, or <see cref="WriterPump"/> in a simulation) calls <see cref="Drain"/>.
/// A commit that shares its entity or an idempotency key with an earlier one of the batch waits for the next batch, so that it sees the earlier one's outcome.
/// </remarks>
public sealed class GroupCommit(IBatchWriter writer, ICommitObserver observer, int batchLimit = GroupCommit.DefaultBatchLimit)
{
    /// <summary>Commits in one transaction at most.</summary>
    public const int DefaultBatchLimit = 256;

    private readonly ConcurrentQueue<Pending> arrivals = new();
    private readonly Queue<PendingCommit> postponed = new();
    private readonly List<PendingCommit> batch = [];
    private readonly List<PendingWork> works = [];
    private readonly HashSet<string> entities = new(StringComparer.Ordinal);
    private readonly HashSet<(string Scope, string Key)> keys = [];
    private readonly Lock draining = new();
    private volatile bool closed;

    /// <summary>Called whenever something was queued; set by the owner of the writer before the first append.</summary>
    public Action WorkArrived { get; set; } = static () => { };

    /// <summary>Whether nothing waits; postponed commits count as waiting.</summary>
    public bool IsIdle => arrivals.IsEmpty && postponed.Count == 0;

    /// <inheritdoc cref="IJournal.Append" />
    public Task<long> Append(Commit commit, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<long>(cancellationToken);
        var pending = new PendingCommit(commit);
        Enqueue(pending);
        return pending.Answer.Task;
    }

    /// <summary>Runs work that writes, between two batches and on the writer's thread.</summary>
    public Task Run(Action work)
    {
        var pending = new PendingWork(work);
        Enqueue(pending);
        return pending.Answer.Task;
    }

    private void Enqueue(Pending pending)
    {
        arrivals.Enqueue(pending);
        if (closed)
            Drain();
        else
            WorkArrived();
    }

    /// <summary>Writes one batch of what is pending and answers its callers. False when nothing was pending.</summary>
    public bool Drain()
    {
        lock (draining)
        {
            Gather();
            if (batch.Count == 0 && works.Count == 0)
                return false;
            if (batch.Count > 0)
                WriteBatch();
            foreach (var work in works)
                work.Do(closed);
            return true;
        }
    }

    /// <summary>Refuses everything from now on. The owner of the writer calls it after its last drain.</summary>
    public void Close()
    {
        closed = true;
        while (Drain()) { }
    }

    private void Gather()
    {
        batch.Clear();
        works.Clear();
        entities.Clear();
        keys.Clear();
        for (var waiting = postponed.Count; waiting > 0; waiting--)
            Take(postponed.Dequeue());
        while (batch.Count < batchLimit && arrivals.TryDequeue(out var pending))
        {
            if (pending is PendingCommit commit)
                Take(commit);
            else
                works.Add((PendingWork)pending);
        }
    }

    private void Take(PendingCommit pending)
    {
        var clashes = !entities.Add(pending.Commit.EntityId);
        foreach (var key in pending.Commit.Keys)
            clashes |= !keys.Add((key.Scope, key.Key));
        if (clashes)
            postponed.Enqueue(pending);
        else
            batch.Add(pending);
    }

    private void WriteBatch()
    {
        try
        {
            Write(batch);
        }
        catch (RefusedBatchException) when (batch.Count > 1)
        {
            // One commit's data broke the batch: the others must not suffer for it.
            foreach (var pending in batch)
                WriteAlone(pending);
        }
        catch (Exception failure)
        {
            Fail(batch, failure);
        }
    }

    private void WriteAlone(PendingCommit pending)
    {
        try
        {
            Write([pending]);
        }
        catch (Exception failure)
        {
            Fail([pending], failure);
        }
    }

    private void Write(List<PendingCommit> commits)
    {
        if (closed)
            throw new JournalUnavailableException("The journal is closed.");
        var result = writer.Write(commits.ConvertAll(static pending => pending.Commit));
        foreach (var loss in result.Losses)
            commits[loss.Index].Loss = loss;
        try
        {
            Tell(result.Head, commits);
        }
        finally
        {
            foreach (var pending in commits)
                pending.Settle();
        }
    }

    private void Tell(long head, List<PendingCommit> commits)
    {
        var wakes = new List<DueEntity>(commits.Count);
        foreach (var pending in commits)
            if (pending.Loss is null)
                wakes.Add(new(pending.Commit.EntityId, pending.Commit.Kind, pending.Commit.WakeAt));
        if (wakes.Count > 0)
            observer.Committed(head, wakes);
    }

    private static void Fail(List<PendingCommit> commits, Exception failure)
    {
        var reported = failure as JournalUnavailableException
            ?? new JournalUnavailableException($"The database did not take the commit: {failure.Message}", failure);
        foreach (var pending in commits)
            pending.Answer.TrySetException(reported);
    }

    private abstract class Pending;

    private sealed class PendingCommit(Commit commit) : Pending
    {
        public Commit Commit { get; } = commit;

        public Loss? Loss { get; set; }

        // A caller must not continue on the writer's thread.
        public TaskCompletionSource<long> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Settle()
        {
            switch (Loss)
            {
                case null:
                    Answer.TrySetResult(Commit.ExpectedVersion + Commit.Events.Count);
                    break;
                case { Key: { } key, Holder: { } holder }:
                    Answer.TrySetException(new DuplicateKeyException(key, holder));
                    break;
                default:
                    Answer.TrySetException(new VersionConflictException(Commit.EntityId, Commit.ExpectedVersion));
                    break;
            }
        }
    }

    private sealed class PendingWork(Action work) : Pending
    {
        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Do(bool closed)
        {
            try
            {
                if (closed)
                    throw new JournalUnavailableException("The journal is closed.");
                work();
                Answer.TrySetResult();
            }
            catch (Exception failure)
            {
                Answer.TrySetException(failure);
            }
        }
    }
}
