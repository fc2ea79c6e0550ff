using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Clock;

/// <summary>Journal, writer and clock on one thread in virtual time.</summary>
public sealed class WakeClockTests : IDisposable
{
    private readonly VirtualTime time = new(Noon);
    private readonly SingleThreadScheduler scheduler;
    private readonly OpenedJournal opened;
    private readonly List<(string Id, DateTimeOffset At)> woken = [];
    private WakeClock? clock;
    private int under, most;

    public WakeClockTests()
    {
        scheduler = new(time);
        opened = OpenedJournal.Open(new("Data Source=:memory:") { WriterScheduler = scheduler }, time);
    }

    public void Dispose()
    {
        clock?.Dispose();
        opened.Dispose();
    }

    [Fact]
    public void An_entity_is_woken_at_its_instant_to_the_millisecond()
    {
        StartClock(Obey);
        Append(Commit("ticket/1", 0, wakeAt: Noon.AddMilliseconds(123_457)));

        scheduler.RunFor(TimeSpan.FromMinutes(5));
        Assert.Equal([("ticket/1", Noon.AddMilliseconds(123_457))], woken);
    }

    [Fact]
    public void A_commit_due_before_the_next_reading_of_the_index_is_not_late()
    {
        StartClock(Obey);
        scheduler.RunFor(TimeSpan.FromMilliseconds(100));
        Append(Commit("ticket/1", 0, wakeAt: Noon.AddMilliseconds(107)));

        scheduler.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal([("ticket/1", Noon.AddMilliseconds(107))], woken);
    }

    [Fact]
    public void A_wake_up_moved_by_a_later_commit_counts_and_the_old_one_does_not()
    {
        StartClock(Obey);
        Append(Commit("ticket/later", 0, wakeAt: Noon.AddSeconds(3)));
        Append(Commit("ticket/sooner", 0, wakeAt: Noon.AddSeconds(9)));
        Append(Commit("ticket/never", 0, wakeAt: Noon.AddSeconds(3)));
        Append(Commit("ticket/later", 1, events: 0, wakeAt: Noon.AddSeconds(5)));
        Append(Commit("ticket/sooner", 1, events: 0, wakeAt: Noon.AddSeconds(4)));
        Append(Commit("ticket/never", 1, events: 0, wakeAt: null));

        scheduler.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal([("ticket/sooner", Noon.AddSeconds(4)), ("ticket/later", Noon.AddSeconds(5))], woken);
    }

    [Fact]
    public void What_fell_due_while_nothing_ran_fires_once_in_order_of_its_instant()
    {
        var ids = Enumerable.Range(0, 500).Select(n => (Id: $"ticket/{n}", Due: Noon.AddMilliseconds(-1 - n * 7919 % 500))).ToList();
        foreach (var (id, due) in ids)
            Append(Commit(id, 0, wakeAt: due));

        StartClock(Obey, new() { BatchSize = 20, Concurrency = 4 });
        scheduler.RunFor(TimeSpan.FromMilliseconds(900));
        Assert.Equal(ids.OrderBy(entity => entity.Due).Select(entity => entity.Id), woken.Select(call => call.Id));
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public void A_failing_entity_is_tried_again_and_holds_up_nobody()
    {
        var attempts = 0;
        StartClock(due => due.EntityId == "ticket/bad" && ++attempts < 3 ? throw new InvalidOperationException("not now") : Obey(due));
        Append(Commit("ticket/bad", 0, wakeAt: Noon.AddSeconds(1)));
        Append(Commit("ticket/good", 0, wakeAt: Noon.AddSeconds(1)));

        scheduler.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal(
            [("ticket/good", Noon.AddSeconds(1)), ("ticket/bad", Noon.AddSeconds(1.75))],
            woken);
    }

    [Fact]
    public void A_wake_that_moves_nothing_is_repeated_ever_more_rarely()
    {
        StartClock(due =>
        {
            woken.Add((due.EntityId, time.GetUtcNow()));
            return Task.CompletedTask;
        });
        Append(Commit("ticket/1", 0, wakeAt: Noon.AddSeconds(1)));

        scheduler.RunFor(TimeSpan.FromMinutes(5));
        Assert.InRange(woken.Count, 5, 20);
        var waits = woken.Zip(woken.Skip(1), (first, second) => second.At - first.At).ToList();
        Assert.True(waits[^1] >= TimeSpan.FromSeconds(30), $"The last wait was {waits[^1]}.");
    }

    [Fact]
    public void An_entity_is_never_woken_twice_at_once_and_again_when_it_asked_meanwhile()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        StartClock(due =>
        {
            woken.Add((due.EntityId, time.GetUtcNow()));
            return woken.Count == 1 ? first.Task : Obey(due, record: false);
        });
        Append(Commit("ticket/1", 0, wakeAt: Noon.AddSeconds(1)));
        scheduler.RunFor(TimeSpan.FromSeconds(2));
        Append(Commit("ticket/1", 1, events: 0, wakeAt: Noon.AddSeconds(3)));
        scheduler.RunFor(TimeSpan.FromSeconds(5));
        Assert.Single(woken);

        first.SetResult();
        scheduler.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal([Noon.AddSeconds(1), Noon.AddSeconds(7)], woken.Select(call => call.At));
    }

    [Fact]
    public void A_wake_up_set_by_another_process_is_found_in_the_index()
    {
        StartClock(Obey, listen: false);
        Append(Commit("ticket/1", 0, wakeAt: Noon.AddMilliseconds(4_321)));

        scheduler.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(("ticket/1", Noon.AddMilliseconds(4_321)), woken[0]);
    }

    [Fact]
    public void A_crowd_due_at_one_instant_is_all_woken()
    {
        StartClock(Obey, new() { BatchSize = 50, Concurrency = 8 });
        for (var n = 0; n < 700; n++)
            Append(Commit($"ticket/{n:000}", 0, wakeAt: Noon.AddMinutes(1)));

        scheduler.RunFor(TimeSpan.FromMinutes(2));
        Assert.Equal(Enumerable.Range(0, 700).Select(n => $"ticket/{n:000}"), woken.Select(call => call.Id));
        Assert.All(woken, call => Assert.Equal(Noon.AddMinutes(1), call.At));
    }

    [Fact]
    public void An_unknown_kind_of_entity_is_refused_by_name()
    {
        var refused = Assert.Throws<NotSupportedException>(() => { _ = new WakeRoutes().Wake(null!, new("boat/1", "boat", Noon)); });
        Assert.Contains("boat", refused.Message);
    }

    private void StartClock(Func<DueEntity, Task> wake, ClockOptions? options = null, bool listen = true)
    {
        clock = new(opened.Journal, due => Count(wake, due), time, (options ?? new()) with { Scheduler = scheduler }, NullLogger.Instance);
        if (listen)
            opened.Observers.Add(clock);
        clock.Start();
    }

    private async Task Count(Func<DueEntity, Task> wake, DueEntity due)
    {
        most = Math.Max(most, ++under);
        try
        {
            await wake(due);
        }
        finally
        {
            under--;
        }
    }

    private Task Obey(DueEntity due) => Obey(due, record: true);

    // What a grain does: it decides, commits, and has nothing more to wait for.
    private async Task Obey(DueEntity due, bool record)
    {
        if (record)
            woken.Add((due.EntityId, time.GetUtcNow()));
        var stored = await opened.Journal.Load(due.EntityId);
        await opened.Journal.Append(Commit(due.EntityId, stored!.Version, wakeAt: null));
    }

    private void Append(Commit commit) => scheduler.Complete(() => opened.Journal.Append(commit));
}
