using System.Diagnostics;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Orleans;

namespace Dispatch.Tests.World;

/// <summary>What is under way in one silo: grain calls and commits, counted, and news that its followers have not yet heard.</summary>
internal sealed class Activity(TimeSpan calm) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter, ICommitObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private long begun, ended, committed;

    /// <summary>Who must have heard of every commit.</summary>
    public ChangeFeed? Feed { get; set; }

    private bool IsIdle => Interlocked.Read(ref begun) == Interlocked.Read(ref ended)
        && (Feed is not { } feed || feed.LastSeen >= Interlocked.Read(ref committed))
        && ThreadPool.PendingWorkItemCount is 0;

    /// <inheritdoc />
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        using (Begin())
            await context.Invoke();
    }

    /// <inheritdoc />
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        using (Begin())
            await context.Invoke();
    }

    /// <inheritdoc />
    public void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events)
    {
        // A commit that only moves a wake-up is no news to followers.
        if (events.Count > 0)
            Interlocked.Exchange(ref committed, events[^1].Seq);
    }

    /// <summary>Something is under way until the answer is disposed.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref begun);
        return new Work(this);
    }

    /// <summary>Returns when nothing has been under way for a moment, or when <paramref name="over"/> says so.</summary>
    /// <param name="longer">How many times the usual moment.</param>
    /// <exception cref="TimeoutException">It does not come to rest.</exception>
    public void AwaitCalm(Func<bool> over, int longer = 1)
    {
        var started = Stopwatch.GetTimestamp();
        var (since, seen) = (started, -1L);
        while (!over() && Stopwatch.GetElapsedTime(since) < calm * longer)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"The silo does not come to rest: {Interlocked.Read(ref begun) - Interlocked.Read(ref ended)} under way.");
            // Parts that wait for each other outside calls and commits hand over within this.
            Thread.Sleep(1);
            var now = Interlocked.Read(ref begun);
            if (IsIdle && now == seen)
                continue;
            (since, seen) = (Stopwatch.GetTimestamp(), now);
        }
    }

    private sealed class Work(Activity activity) : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref activity.ended);
    }
}
