using System.Diagnostics;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Notices;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Journal;

[OnPostgres]
public sealed class PostgresJournalTests() : JournalContract(new JournalOptions(PostgresServer.Shared.CreateDatabase()));

/// <summary>What only a database shared by several processes must do.</summary>
public sealed class SharedPostgresJournalTests
{
    [PostgresFact]
    public async Task Two_processes_number_events_without_gaps_and_in_commit_order()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var one = OpenedJournal.Open(new(database), TimeProvider.System);
        using var other = OpenedJournal.Open(new(database), TimeProvider.System);

        var seen = new List<long>();
        var reading = Task.Run(async () =>
        {
            while (seen.Count < 600)
                seen.AddRange((await one.Journal.ReadFeed(seen.Count, 50)).Select(stored => stored.Seq));
        });
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n =>
            (n % 2 == 0 ? one : other).Journal.Append(Commit($"ticket/{n}", 0, events: 2))));
        await reading;

        Assert.Equal(Enumerable.Range(1, 600).Select(n => (long)n), seen);
    }

    [PostgresFact]
    public async Task Statements_are_prepared_once_and_planned_anew_so_that_a_plan_for_an_empty_table_does_not_outlive_it()
    {
        using var journal = OpenedJournal.Open(new(PostgresServer.Shared.CreateDatabase()), TimeProvider.System);
        for (var n = 0; n < 5; n++)
            await journal.Journal.Load($"ticket/{n}");

        await using var connection = await journal.Postgres!.OpenConnectionAsync();
        await using var look = new NpgsqlCommand(
            "select generic_plans, custom_plans, statement from pg_prepared_statements where statement like '%known_entity%'", connection);
        await using var reader = await look.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), "The load is not prepared.");
        Assert.Equal(0, reader.GetInt64(0));
        Assert.InRange(reader.GetInt64(1), 1, 5);
    }

    [PostgresFact]
    public async Task Two_processes_that_race_for_an_entity_or_a_key_have_one_winner_each()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var one = OpenedJournal.Open(new(database), TimeProvider.System);
        using var other = OpenedJournal.Open(new(database), TimeProvider.System);

        var attempts = Enumerable.Range(0, 200).SelectMany(n => new[]
        {
            one.Journal.Append(Commit($"engineer/{n}", 0)),
            other.Journal.Append(Commit($"engineer/{n}", 0)),
            one.Journal.Append(Commit($"ticket/one-{n}", 0) with { Keys = [Key($"k{n}")] }),
            other.Journal.Append(Commit($"ticket/other-{n}", 0) with { Keys = [Key($"k{n}")] }),
        }).ToList();
        var failures = new List<Exception?>();
        foreach (var attempt in attempts)
            failures.Add(await Record.ExceptionAsync(() => attempt));

        Assert.Equal(200, failures.Count(failure => failure is VersionConflictException));
        Assert.Equal(200, failures.Count(failure => failure is DuplicateKeyException));
        Assert.Equal(400, await one.Journal.Head());
    }

    [PostgresFact]
    public async Task Number_blocks_of_two_processes_never_overlap()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var one = OpenedJournal.Open(new(database), TimeProvider.System);
        using var other = OpenedJournal.Open(new(database), TimeProvider.System);

        var blocks = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => (n % 2 == 0 ? one : other).Journal.ReserveNumbers("ticket", 100)));

        Assert.Equal(Enumerable.Range(0, 60).Select(n => 1L + 100 * n), blocks.Order());
    }

    [PostgresFact]
    public async Task Processes_that_start_together_migrate_once()
    {
        var database = PostgresServer.Shared.CreateDatabase();

        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenedJournal.Open(new(database), TimeProvider.System))));

        await Task.WhenAll(opened.Select((journal, n) => journal.Journal.Append(Commit($"ticket/{n}", 0))));
        Assert.Equal(4, await opened[0].Journal.Head());
        foreach (var journal in opened)
            journal.Dispose();
    }

    [PostgresFact]
    public async Task A_client_that_freezes_at_any_moment_blocks_nobody()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var healthy = OpenedJournal.Open(new(database), TimeProvider.System);
        for (var round = 0; round < 5; round++)
        {
            using var proxy = new FreezingProxy(PostgresServer.Shared.Port);
            var through = new NpgsqlConnectionStringBuilder(database) { Port = proxy.Port, ApplicationName = $"frozen-{round}" }.ToString();
            var frozen = OpenedJournal.Open(new(through), TimeProvider.System);
            var flood = Enumerable.Range(0, 2_000).Select(n => frozen.Journal.Append(Commit($"ticket/{round}-{n}", 0))).ToList();
            await flood[200 * round]; // in the middle of its work
            proxy.Freeze();

            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, 50).Select(n => healthy.Journal.Append(Commit($"team/{round}-{n}", 0))))
                .WaitAsync(TimeSpan.FromSeconds(10));
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));

            proxy.Dispose();
            foreach (var append in flood)
                await Record.ExceptionAsync(() => append);
            frozen.Dispose();
        }
        var head = await healthy.Journal.Head();
        Assert.Equal(head, (await healthy.Journal.ReadFeed(0, 100_000)).Count);
    }

    [PostgresFact]
    public async Task The_writer_goes_on_after_its_connection_was_cut()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var opened = OpenedJournal.Open(new(database), TimeProvider.System);
        await opened.Journal.Append(Commit("ticket/1", 0));
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var cut = source.CreateCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"))
            await cut.ExecuteNonQueryAsync();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => opened.Journal.Append(Commit("ticket/2", 0)));
        await opened.Journal.Append(Commit("ticket/3", 0));
        Assert.Equal(2, await opened.Journal.Head());
    }

    [PostgresFact]
    public async Task The_feed_crosses_from_one_partition_of_events_into_the_next()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var opened = OpenedJournal.Open(new(database), TimeProvider.System);
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var skip = source.CreateCommand("update journal_head set seq = 4999990"))
            await skip.ExecuteNonQueryAsync();

        for (var n = 0; n < 10; n++)
            await opened.Journal.Append(Commit($"ticket/{n}", 0, events: 3));

        Assert.Equal(
            Enumerable.Range(1, 30).Select(n => 4_999_990L + n),
            (await opened.Journal.ReadFeed(4_999_990, 100)).Select(stored => stored.Seq));
        Assert.Equal(3, (await opened.Journal.ReadEntity("ticket/3", 0, 10)).Count);
    }

    [PostgresFact]
    public async Task Another_process_is_called_when_something_was_committed()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var writer = OpenedJournal.Open(new(database), TimeProvider.System);
        using var reader = OpenedJournal.Open(new(database), TimeProvider.System);
        using var stopping = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var feed = new ChangeFeed(reader.Journal, TimeProvider.System, pollEvery: null); // nothing but the call can wake it
        var listening = new PostgresListener(reader.Postgres!, feed, new(reader, reader.Notices, [], NullLogger<NoticeNews>.Instance), TimeProvider.System, NullLogger<PostgresListener>.Instance).Run(stopping.Token);

        var heard = Task.Run(async () =>
        {
            await foreach (var batch in feed.Read(0, stopping.Token))
                if (batch[^1].Seq == 5)
                    return;
        });
        for (var n = 0; n < 5; n++)
            await writer.Journal.Append(Commit($"ticket/{n}", 0));

        await heard;
        await stopping.CancelAsync();
        await listening;
    }
}
