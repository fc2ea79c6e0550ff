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
    public const int DefaultBatchLimit = 512;

    private readonly ConcurrentQueue<Pending> arrivals = new();
    private readonly Queue<(PendingCommit Commit, PendingCommit Earlier)> postponed = new();
    private readonly List<PendingCommit> batch = [];
    private readonly List<PendingWork> works = [];
    private readonly Dictionary<string, PendingCommit> entities = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scope, string Key), PendingCommit> keys = [];
    private readonly Lock draining = new();
    private volatile bool closed;

    /// <summary>Called whenever something was queued; set by the owner of the writer before the first append.</summary>
    public Action WorkArrived { get; set; } = static () => { };

    /// <summary>Whether nothing waits; postponed commits count as waiting.</summary>
    public bool IsIdle => arrivals.IsEmpty && postponed.Count == 0;

    /// <inheritdoc cref="IJournal.Append" />
    public async Task<long> Append(Commit commit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new PendingCommit(commit);
        Enqueue(pending);
        return await pending.Answer; // awaited here, so that the caller's scheduler completes the task and no other thread
    }

    /// <summary>Runs work that writes, between two batches and on the writer's thread.</summary>
    public async Task Run(Action work)
    {
        var pending = new PendingWork(work);
        Enqueue(pending);
        await pending.Answer;
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
            Take(postponed.Dequeue().Commit);
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
        PendingCommit? earlier = null;
        if (!entities.TryAdd(pending.Commit.EntityId, pending))
            earlier = entities[pending.Commit.EntityId];
        foreach (var key in pending.Commit.Keys)
            if (!keys.TryAdd((key.Scope, key.Key), pending))
                earlier ??= keys[(key.Scope, key.Key)];
        if (earlier is not null)
            postponed.Enqueue((pending, earlier));
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
            SettlePostponed();
        }
    }

    // Whoever has lost for certain need not ask the database: a thousand repeats of one request cost one batch.
    private void SettlePostponed()
    {
        for (var waiting = postponed.Count; waiting > 0; waiting--)
        {
            var (pending, earlier) = postponed.Dequeue();
            pending.Loss = earlier is { Loss: null, Answer.IsCompletedSuccessfully: true } ? pending.LossAgainst(earlier) : null;
            if (pending.Loss is null)
                postponed.Enqueue((pending, earlier));
            else
                pending.Settle();
        }
    }

    private void Tell(long head, List<PendingCommit> commits)
    {
        var written = commits.FindAll(static pending => pending.Loss is null).ConvertAll(static pending => pending.Commit);
        if (written.Count > 0)
            observer.Committed(head, written.ConvertAll(static commit => new DueEntity(commit.EntityId, commit.Kind, commit.WakeAt)), EventsOf(written, head));
    }

    // The writer numbers without gaps and in the order of the batch, so that nobody in this process need read what it wrote.
    private static List<JournalEvent> EventsOf(List<Commit> commits, long head)
    {
        var seq = head - commits.Sum(static commit => commit.Events.Count);
        var events = new List<JournalEvent>((int)(head - seq));
        foreach (var commit in commits)
        {
            var (version, origin) = (commit.ExpectedVersion, commit.Origin);
            foreach (var stored in commit.Events)
                events.Add(new(
                    ++seq, commit.EntityId, ++version, stored.Kind, stored.At, commit.Org,
                    origin.Actor, origin.OnBehalfOf, origin.Correlation, origin.Causation, stored.Config, stored.Body));
        }
        return events;
    }

    private static void Fail(List<PendingCommit> commits, Exception failure)
    {
        var reported = failure as JournalUnavailableException
            ?? new JournalUnavailableException($"The database did not take the commit: {failure.Message}", failure);
        foreach (var pending in commits)
            pending.Fail(reported);
    }
}
