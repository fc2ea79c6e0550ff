using Dispatch.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Clock;

/// <summary>Wakes every entity at the instant it asked for: at least once, in order per entity, the longest overdue first.</summary>
/// <remarks>
/// Each second it reads the next ten seconds from the wake-up index; commits that are due sooner tell it directly.
/// One timer stands at the earliest instant known, so a wake starts within its millisecond and never early.
/// </remarks>
public sealed class WakeClock : ICommitObserver, IDisposable
{
    private readonly IJournal journal;
    private readonly Func<DueEntity, Task> wake;
    private readonly TimeProvider time;
    private readonly ClockOptions options;
    private readonly ILogger log;
    private readonly TaskFactory factory;
    private readonly Lock gate = new();
    private readonly DueQueue queue;
    private readonly int? shard;
    private readonly ITimer timer;
    private DateTimeOffset nextPoll;
    // The last reading left some behind that are due from this instant on; null when it brought in all.
    private DateTimeOffset? moreFrom;
    private bool polling, running;

    /// <summary>A clock that does nothing until started.</summary>
    /// <param name="wake">Calls the entity; fails when it must be called again.</param>
    /// <param name="shard">The share of all entities that it wakes, as <see cref="WakeShards"/> counts; null wakes all.</param>
    public WakeClock(IJournal journal, Func<DueEntity, Task> wake, TimeProvider time, ClockOptions options, ILogger log, int? shard = null)
    {
        (this.journal, this.wake, this.time, this.options, this.log, this.shard) = (journal, wake, time, options, log, shard);
        queue = new(options, time);
        factory = new(CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None, options.Scheduler);
        timer = time.CreateTimer(_ => Advance(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts with what fell due while nothing ran.</summary>
    public void Start()
    {
        lock (gate)
            (running, nextPoll) = (true, time.GetUtcNow());
        Advance();
    }

    /// <summary>Starts no more wakes; those under way go on.</summary>
    public void Dispose()
    {
        lock (gate)
            running = false;
        timer.Dispose();
    }

    /// <inheritdoc />
    public void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events)
    {
        lock (gate)
        {
            if (!running)
                return;
            var before = queue.Next;
            var horizon = time.GetUtcNow() + time.WhileMachineWaits(options.Horizon);
            foreach (var due in wakes)
                queue.Move(due, horizon);
            if (queue.Next != before)
                SetTimer();
        }
    }

    // Starts what is due, reads ahead when it is time, and sets the timer to whatever comes next.
    private void Advance()
    {
        lock (gate)
        {
            if (!running)
                return;
            var now = time.GetUtcNow();
            while (queue.Start(now) is { } due)
                _ = factory.StartNew(() => Wake(due));
            var starving = moreFrom <= now && queue.Running < options.Concurrency && !(queue.Next <= now);
            if (!polling && (now >= nextPoll || starving))
            {
                polling = true;
                _ = factory.StartNew(Poll);
            }
            SetTimer();
        }
    }

    private async Task Wake(DueEntity due)
    {
        var succeeded = false;
        try
        {
            await wake(due);
            succeeded = true;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "{Entity} could not be woken and will be tried again.", due.EntityId);
        }
        lock (gate)
            queue.End(due, succeeded, time.GetUtcNow());
        Advance();
    }

    private async Task Poll()
    {
        try
        {
            var now = time.GetUtcNow();
            // What is known already may fill the front of the index (a failing entity stays due), so it must not hide the rest.
            var limit = options.BatchSize + queue.Count;
            var due = await journal.ReadDue(now + time.WhileMachineWaits(options.Horizon), limit, shard);
            lock (gate)
            {
                foreach (var entity in due)
                    queue.Read(entity);
                queue.Tidy(now);
                moreFrom = due.Count == limit ? due[^1].WakeAt : null;
            }
        }
        catch (Exception failure)
        {
            moreFrom = null;
            log.LogWarning(failure, "The wake-up index could not be read and will be read again.");
        }
        lock (gate)
            (polling, nextPoll) = (false, time.GetUtcNow() + time.WhileMachineWaits(options.PollEvery));
        Advance();
    }

    private void SetTimer()
    {
        var now = time.GetUtcNow();
        var next = polling ? DateTimeOffset.MaxValue : nextPoll;
        if (moreFrom is { } from && from > now && from < next)
            next = from;
        if (queue.Next is { } due && due < next && queue.Running < options.Concurrency)
            next = due;
        // Whole milliseconds, rounded up: a timer must not fire early.
        var wait = next == DateTimeOffset.MaxValue
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (next - now).TotalMilliseconds)));
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
