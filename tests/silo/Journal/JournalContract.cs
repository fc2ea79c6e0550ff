using System.Collections.Concurrent;
using System.Text;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Journal;

/// <summary>What every database behind the journal must do.</summary>
public abstract class JournalContract : IDisposable
{
    private readonly OpenedJournal opened;

    protected JournalContract(JournalOptions options) => opened = OpenedJournal.Open(options, Time);

    protected VirtualTime Time { get; } = new(Noon);

    protected IJournal Journal => opened.Journal;

    public virtual void Dispose()
    {
        opened.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task A_committed_entity_is_loaded_as_it_was_written()
    {
        var version = await Journal.Append(Commit("ticket/1", 0, events: 2, state: """{"名":"退货"}""", wakeAt: Noon.AddMilliseconds(1)));

        var loaded = await Journal.Load("ticket/1");
        Assert.Equal(2, version);
        Assert.Equal(
            new StoredEntity("ticket/1", "ticket", "acme/east", 2, 1, Noon.AddMilliseconds(1), default),
            loaded! with { State = default });
        Assert.Equal("""{"名":"退货"}""", loaded.State.Text());
    }

    [StorageFact]
    public async Task An_unknown_entity_loads_as_null() => Assert.Null(await Journal.Load("ticket/none"));

    [StorageFact]
    public async Task All_entities_of_a_kind_are_loaded_in_the_order_of_their_ids()
    {
        foreach (var id in new[] { "team/b", "teams/x", "ticket/1", "team/a" })
            await Journal.Append(Commit(id, 0));

        Assert.Equal(["team/a", "team/b"], (await Journal.LoadAll("team")).Select(entity => entity.Id));
    }

    [StorageFact]
    public async Task A_commit_on_an_old_version_is_refused_and_writes_nothing()
    {
        await Journal.Append(Commit("ticket/1", 0, state: """{"n":1}"""));

        await Assert.ThrowsAsync<VersionConflictException>(() => Journal.Append(Commit("ticket/1", 0, state: """{"n":2}""") with
        {
            Keys = [Key("k")],
            Content = [new("c1", null, "note", "text")],
            Row = Row("1", "D-1"),
        }));
        Assert.Equal("""{"n":1}""", (await Journal.Load("ticket/1"))!.State.Text());
        Assert.Null(await Journal.FindKey("key:shop", "k"));
        Assert.Empty(await Journal.ReadContent(["c1"]));
        Assert.Equal(1, await Journal.Head());
    }

    [StorageFact]
    public async Task A_commit_on_a_version_that_never_was_is_refused() =>
        await Assert.ThrowsAsync<VersionConflictException>(() => Journal.Append(Commit("ticket/1", 3)));

    [StorageFact]
    public async Task A_commit_without_events_changes_snapshot_and_wake_up_but_not_the_version()
    {
        await Journal.Append(Commit("ticket/1", 0, state: """{"n":1}""", wakeAt: Noon));

        var version = await Journal.Append(Commit("ticket/1", 1, events: 0, state: """{"n":2}""", wakeAt: Noon.AddHours(1)));

        var loaded = await Journal.Load("ticket/1");
        Assert.Equal((1, 1, Noon.AddHours(1)), (version, loaded!.Version, loaded.WakeAt));
        Assert.Equal("""{"n":2}""", loaded.State.Text());
        Assert.Single(await Journal.ReadEntity("ticket/1", 0, 10));
    }

    [StorageFact]
    public async Task An_entity_without_events_stays_at_version_zero_and_can_be_committed_again()
    {
        Assert.Equal(0, await Journal.Append(Commit("team/a", 0, events: 0, wakeAt: Noon)));
        Assert.Equal(1, await Journal.Append(Commit("team/a", 0, wakeAt: null)));

        Assert.Null((await Journal.Load("team/a"))!.WakeAt);
        await Assert.ThrowsAsync<VersionConflictException>(() => Journal.Append(Commit("team/a", 0)));
    }

    [StorageFact]
    public async Task A_taken_key_refuses_the_commit_and_names_its_holder()
    {
        await Journal.Append(Commit("ticket/1", 0) with { Keys = [Key("k", "first")] });

        var refused = await Assert.ThrowsAsync<DuplicateKeyException>(
            () => Journal.Append(Commit("ticket/2", 0) with { Keys = [Key("free"), Key("k", "second")] }));
        Assert.Equal(("k", new TakenKey("ticket/1", "first")), (refused.Key.Key, refused.Holder));
        Assert.Null(await Journal.Load("ticket/2"));
        Assert.Null(await Journal.FindKey("key:shop", "free"));
        Assert.Equal(new TakenKey("ticket/1", "first"), await Journal.FindKey("key:shop", "k"));
    }

    [StorageFact]
    public async Task A_key_is_free_again_once_it_has_expired()
    {
        await Journal.Append(Commit("ticket/1", 0) with { Keys = [Key("k", "first", Noon.AddDays(7))] });
        Time.Advance(TimeSpan.FromDays(7));

        Assert.Null(await Journal.FindKey("key:shop", "k"));
        await Journal.Append(Commit("ticket/2", 0) with { Keys = [Key("k", "second", Noon.AddDays(14))] });
        Assert.Equal(new TakenKey("ticket/2", "second"), await Journal.FindKey("key:shop", "k"));
    }

    [StorageFact]
    public async Task Of_many_creates_with_one_key_exactly_one_wins()
    {
        var attempts = Enumerable.Range(1, 50)
            .Select(n => Journal.Append(Commit($"ticket/{n}", 0) with { Keys = [Key("k")] })).ToList();

        var lost = 0;
        foreach (var attempt in attempts)
            lost += await Record.ExceptionAsync(() => attempt) is DuplicateKeyException ? 1 : 0;
        Assert.Equal((49, 1), (lost, await Journal.Head()));
    }

    [StorageFact]
    public async Task Two_commits_of_one_entity_that_arrive_together_are_taken_in_order()
    {
        var first = Journal.Append(Commit("stock/a", 0, state: "1"));
        var second = Journal.Append(Commit("stock/a", 1, state: "2"));
        var late = Journal.Append(Commit("stock/a", 1, state: "3"));

        Assert.Equal((1, 2), (await first, await second));
        await Assert.ThrowsAsync<VersionConflictException>(() => late);
        Assert.Equal("2", (await Journal.Load("stock/a"))!.State.Text());
    }

    [StorageFact]
    public async Task Sequence_numbers_have_no_gaps_when_winners_and_losers_mix()
    {
        for (var n = 0; n < 10; n++)
            await Journal.Append(Commit($"ticket/{n}", 0));

        var attempts = Enumerable.Range(0, 400)
            .Select(n => Journal.Append(Commit($"ticket/{n / 10 * 10 + n % 10}", n % 3 == 0 ? 7 : 0, events: 1 + n % 3))).ToList();
        await Task.WhenAll(attempts.Select(Settled));

        var feed = await Journal.ReadFeed(0, 10_000);
        Assert.Equal(Enumerable.Range(1, feed.Count).Select(n => (long)n), feed.Select(stored => stored.Seq));
        Assert.Equal(feed.Count, await Journal.Head());
        Assert.Contains(attempts, attempt => attempt.IsFaulted);
        Assert.All(
            feed.GroupBy(stored => stored.EntityId),
            entity => Assert.Equal(Enumerable.Range(1, entity.Count()).Select(n => (long)n), entity.Select(stored => stored.Version)));
    }

    [StorageFact]
    public async Task Commits_that_race_for_one_version_have_one_winner()
    {
        await Journal.Append(Commit("engineer/a", 0));

        var attempts = Enumerable.Range(0, 200).Select(n => Task.Run(() => Journal.Append(Commit("engineer/a", 1)))).ToList();
        await Task.WhenAll(attempts.Select(Settled));

        Assert.Equal(1, attempts.Count(attempt => attempt.IsCompletedSuccessfully));
        Assert.Equal(2, await Journal.Head());
    }

    [StorageFact]
    public async Task Events_keep_origin_configuration_and_order()
    {
        await Journal.Append(Commit("ticket/1", 0, events: 0) with
        {
            Origin = new("user:li.wei", "user:boss", "corr", "ticket/0@4"),
            Events =
            [
                new("ticket-opened.v1", Noon, Json("""{"a":1}""")) { Config = "case-type/repair@3" },
                new("ticket-routed.v1", Noon.AddMilliseconds(5), Json("{}")),
            ],
        });

        var events = await Journal.ReadEntity("ticket/1", 0, 10);
        Assert.Equal(
            new JournalEvent(1, "ticket/1", 1, "ticket-opened.v1", Noon, "acme/east", "user:li.wei", "user:boss", "corr", "ticket/0@4", "case-type/repair@3", default),
            events[0] with { Body = default });
        Assert.Equal("""{"a":1}""", events[0].Body.Text());
        Assert.Equal((2, 2, "ticket-routed.v1", Noon.AddMilliseconds(5), null), (events[1].Seq, events[1].Version, events[1].Kind, events[1].At, events[1].Config));
        Assert.Equal([2], (await Journal.ReadEntity("ticket/1", 1, 10)).Select(stored => stored.Version));
    }

    [StorageFact]
    public async Task The_feed_is_read_on_from_a_sequence_number()
    {
        for (var n = 0; n < 5; n++)
            await Journal.Append(Commit($"ticket/{n}", 0));

        Assert.Equal([3, 4], (await Journal.ReadFeed(afterSeq: 2, limit: 2)).Select(stored => stored.Seq));
        Assert.Empty(await Journal.ReadFeed(afterSeq: 5, limit: 2));
    }

    [StorageFact]
    public async Task What_is_due_comes_earliest_first_and_includes_the_instant_itself()
    {
        await Journal.Append(Commit("ticket/late", 0, wakeAt: Noon.AddMilliseconds(1)));
        await Journal.Append(Commit("ticket/now", 0, wakeAt: Noon));
        await Journal.Append(Commit("ticket/early", 0, wakeAt: Noon.AddHours(-1)));
        await Journal.Append(Commit("ticket/never", 0));

        Assert.Equal(["ticket/early", "ticket/now"], (await Journal.ReadDue(Noon, 10)).Select(due => due.EntityId));
        Assert.Equal([new DueEntity("ticket/early", "ticket", Noon.AddHours(-1))], await Journal.ReadDue(Noon, 1));
    }

    [StorageFact]
    public async Task Content_is_read_by_id_and_unknown_ids_are_left_out()
    {
        await Journal.Append(Commit("ticket/1", 0) with { Content = [new("c1", "customer-1", "note", "要退货"), new("c2", null, "reply", "")] });

        var found = await Journal.ReadContent(["c2", "gone", "c1"]);
        Assert.Equal([new Content("c1", "customer-1", "note", "要退货"), new("c2", null, "reply", "")], found.OrderBy(content => content.Id));
    }

    [StorageFact]
    public async Task Data_that_the_database_refuses_fails_its_own_commit_only()
    {
        await Journal.Append(Commit("ticket/0", 0) with { Content = [new("taken", null, "note", "first")] });

        var good = Enumerable.Range(1, 5).Select(n => Journal.Append(Commit($"ticket/{n}", 0))).ToList();
        var bad = Journal.Append(Commit("ticket/bad", 0) with { Content = [new("taken", null, "note", "second")] });
        var after = Enumerable.Range(6, 5).Select(n => Journal.Append(Commit($"ticket/{n}", 0))).ToList();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => bad);
        await Task.WhenAll([.. good, .. after]);
        Assert.Equal(11, await Journal.Head());
        Assert.Null(await Journal.Load("ticket/bad"));
    }

    [StorageFact]
    public async Task Blocks_of_a_number_series_never_overlap()
    {
        var blocks = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => Journal.ReserveNumbers("ticket", 10))));

        Assert.Equal(Enumerable.Range(0, 40).Select(n => 1L + 10 * n), blocks.Order());
        Assert.Equal(1, await Journal.ReserveNumbers("other", 1));
    }

    [StorageFact]
    public async Task Observers_hear_of_a_commit_after_it_can_be_read()
    {
        var heard = new TaskCompletionSource<(long Head, IReadOnlyList<DueEntity> Wakes, long Stored)>();
        opened.Observers.Add(new Listener((head, wakes, _) => heard.TrySetResult((head, wakes, head))));

        await Journal.Append(Commit("ticket/1", 0, events: 2, wakeAt: Noon));

        var (head, wakes, _) = await heard.Task;
        Assert.Equal(2, head);
        Assert.Equal([new DueEntity("ticket/1", "ticket", Noon)], wakes);
        Assert.Equal(2, (await Journal.ReadFeed(0, 10)).Count);
    }

    [StorageFact]
    public async Task Observers_hear_the_events_that_were_stored_as_they_can_be_read_and_no_others()
    {
        var heard = new ConcurrentQueue<JournalEvent>();
        opened.Observers.Add(new Listener((_, _, events) =>
        {
            foreach (var @event in events)
                heard.Enqueue(@event);
        }));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Settled(Journal.Append(Commit($"ticket/{n % 60}", n / 60, events: (n % 3) + 1)))));

        var stored = await Journal.ReadFeed(0, 1_000);
        Assert.Equal(stored.Select(Text), heard.Select(Text));

        static string Text(JournalEvent @event) => $"{@event with { Body = default }} {Encoding.UTF8.GetString(@event.Body.Span)}";
    }

    [StorageFact]
    public async Task A_closed_journal_refuses_appends()
    {
        opened.Dispose();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.Append(Commit("ticket/1", 0)));
    }

    private static async Task Settled(Task attempt) => await Record.ExceptionAsync(() => attempt);

    private sealed class Listener(Action<long, IReadOnlyList<DueEntity>, IReadOnlyList<JournalEvent>> committed) : ICommitObserver
    {
        public void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events) => committed(head, wakes, events);
    }
}
