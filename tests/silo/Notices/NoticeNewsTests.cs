using System.Threading.Channels;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Notices;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Notices;

/// <summary>Processes on one PostgreSQL tell each other which notices they stored.</summary>
public sealed class NoticeNewsTests
{
    [PostgresFact]
    public async Task A_notice_is_shown_once_by_each_process_whichever_has_stored_it()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using var one = new Host(database);
        await using var other = new Host(database);
        await one.Listening();
        await other.Listening();

        var stored = await one.Store("m1", ["li.na", "wu.jie"]);
        var last = await other.Store("m2", ["li.na"]);

        foreach (var host in new[] { one, other })
            Assert.Equal([.. stored, .. last], await host.Shown(3));
    }

    [PostgresFact]
    public async Task What_was_stored_while_the_connection_was_gone_is_shown_when_it_is_back()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using var sender = new Host(database);
        await using var host = new Host(database);
        await host.Listening();
        await sender.Store("m1", ["li.na"]);
        await host.Shown(1);

        await host.HangUp();
        var missed = await sender.Store("m2", ["li.na"]);
        host.Listen();

        Assert.Equal(missed, await host.Shown(1));
    }

    [PostgresFact]
    public async Task A_notice_that_grew_while_the_connection_was_gone_is_shown_as_it_is_by_now()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using var sender = new Host(database);
        await using var host = new Host(database);
        await host.Listening();
        await sender.Store("m1", ["li.na"], "storm");
        await host.Shown(1);

        await host.HangUp();
        await sender.Store("m2", ["li.na"], "storm");
        var grown = await sender.Store("m3", ["li.na"], "storm");
        host.Listen();

        Assert.Equal(3, Assert.Single(grown).Count);
        Assert.Equal(grown, await host.Shown(1));
    }

    [PostgresFact]
    public async Task Two_processes_that_tell_one_person_at_once_tell_him_once()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using var one = new Host(database);
        await using var other = new Host(database);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => (n % 2 is 0 ? one : other).Store($"m{n}", n % 4 < 2 ? ["li.na", "wu.jie"] : ["wu.jie", "li.na"], "storm")));

        Assert.Equal((100, 100), (await one.Grown("li.na"), await one.Grown("wu.jie")));
    }

    [PostgresFact]
    public async Task More_people_than_one_call_holds_are_all_shown_it()
    {
        await using var host = new Host(PostgresServer.Shared.CreateDatabase());
        await host.Listening();
        string[] everybody = [.. Enumerable.Range(0, NoticeNews.IdsInOneCall + 1).Select(n => $"person-{n}")];

        var stored = await host.Store("m1", everybody);

        Assert.Equal(everybody.Length, stored.Count);
        Assert.Equal(stored, await host.Shown(everybody.Length));
    }

    [Fact]
    public async Task In_the_one_process_of_a_file_a_notice_is_shown_as_it_is_stored()
    {
        await using var host = new Host("Data Source=:memory:");
        Assert.Equal(await host.Store("m1", ["li.na"]), await host.Shown(1));
    }

    private sealed class Host : INoticeObserver, IAsyncDisposable
    {
        private readonly string name = $"host-{Guid.NewGuid():n}";
        private readonly OpenedJournal opened;
        private readonly NoticeNews news;
        private readonly Channel<StoredNotice> shown = Channel.CreateUnbounded<StoredNotice>();
        private CancellationTokenSource stopping = new();
        private Task listening = Task.CompletedTask;

        public Host(string database)
        {
            opened = OpenedJournal.Open(new(database.StartsWith("Host=", StringComparison.Ordinal) ? $"{database};Application Name={name}" : database), TimeProvider.System);
            news = new(opened, opened.Notices, [this], NullLogger<NoticeNews>.Instance);
        }

        public Task Stored(IReadOnlyList<StoredNotice> notices, CancellationToken cancellationToken)
        {
            foreach (var notice in notices)
                shown.Writer.TryWrite(notice);
            return Task.CompletedTask;
        }

        public void Listen()
        {
            stopping = new();
            var feed = new ChangeFeed(opened.Journal, TimeProvider.System, pollEvery: null);
            listening = new PostgresListener(opened.Postgres!, feed, news, TimeProvider.System, NullLogger<PostgresListener>.Instance).Run(stopping.Token);
        }

        /// <summary>Listens, and returns once the server knows of it.</summary>
        public async Task Listening()
        {
            Listen();
            await using var listeners = opened.Postgres!.CreateCommand(
                "select count(*) from pg_stat_activity where application_name = $1 and query ilike 'listen dispatch_notices%' and state = 'idle'");
            listeners.Parameters.Add(new() { Value = name });
            while (await listeners.ExecuteScalarAsync() is not 1L)
                await Task.Delay(10);
        }

        public async Task HangUp()
        {
            await stopping.CancelAsync();
            await listening;
        }

        public async Task<IReadOnlyList<StoredNotice>> Store(string message, IReadOnlyList<string> principals, string? kind = null)
        {
            var stored = await opened.Notices.Add(message, NoticeStoreContract.Of($"ticket/{message}@3") with { Kind = kind ?? message }, principals, Noon);
            await news.Stored(stored, CancellationToken.None);
            return stored;
        }

        public async Task<int> Grown(string principal) => Assert.Single((await opened.Notices.Read(principal, null, 10)).Items).Count;

        /// <summary>So many notices that were shown, and no more.</summary>
        public async Task<IReadOnlyList<StoredNotice>> Shown(int count)
        {
            var all = new List<StoredNotice>();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (all.Count < count)
                all.Add(await shown.Reader.ReadAsync(patience.Token));
            Assert.False(shown.Reader.TryPeek(out _));
            return all;
        }

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            await listening;
            stopping.Dispose();
            opened.Dispose();
        }
    }
}
