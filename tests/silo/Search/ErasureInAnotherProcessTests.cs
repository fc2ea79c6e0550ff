using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Lists;
using Dispatch.Silo.Search;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Search;

/// <summary>One process erases what another is about to index.</summary>
public sealed class ErasureInAnotherProcessTests
{
    private readonly string? database = PostgresServer.IsInstalled ? PostgresServer.Shared.CreateDatabase() : null;

    [PostgresFact]
    public async Task What_was_read_before_an_erasure_is_not_found_after_it()
    {
        using var indexing = OpenedJournal.Open(new(database!), TimeProvider.System);
        using var erasing = OpenedJournal.Open(new(database!), TimeProvider.System);
        await indexing.Journal.Append(Commit("ticket/a", 0) with
        {
            Content = [new("a-1", "customer/c", "description", "secret words")],
            Row = Row("a", "D-a") with { ContentIds = ["a-1"] },
        });
        var slow = new SlowIndex(indexing.Search);
        var writing = Indexer(indexing, slow).Reindex(["a"]);
        await slow.HasRead.Task;

        await erasing.Texts.Erase("customer/c", []);
        var reindexing = Indexer(erasing, erasing.Search).Reindex(["a"]);
        await WaitingOrDone(erasing, reindexing);
        slow.MayWrite.SetResult();
        await writing;
        await reindexing;

        Assert.Empty((await erasing.Tickets.Read(new() { Search = "secret" })).Rows);
        Assert.Equal(["a"], (await erasing.Tickets.Read(new() { Search = "D-a" })).Rows.Select(row => row.Id));
    }

    private static SearchIndexer Indexer(OpenedJournal opened, ISearchIndex index) => new(
        new ChangeFeed(opened.Journal, TimeProvider.System, null), opened.Journal, opened.Tickets, index, new(opened), TimeProvider.System,
        NullLogger<SearchIndexer>.Instance);

    private static async Task WaitingOrDone(OpenedJournal opened, Task work)
    {
        await using var waiting = opened.Postgres!.CreateCommand("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())");
        while (!work.IsCompleted && await waiting.ExecuteScalarAsync() is 0L)
            await Task.Delay(10);
    }

    /// <summary>Writes what it has read only when it is told to.</summary>
    private sealed class SlowIndex(ISearchIndex index) : ISearchIndex
    {
        public TaskCompletionSource HasRead { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayWrite { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<long> Position(CancellationToken cancellationToken = default) => index.Position(cancellationToken);

        public Task<IReadOnlyDictionary<string, string>> Fingerprints(IReadOnlyCollection<string> tickets, CancellationToken cancellationToken = default) =>
            index.Fingerprints(tickets, cancellationToken);

        public Task Write(Func<Task<IReadOnlyList<SearchDocument>>> read, long? position, CancellationToken cancellationToken = default) =>
            index.Write(async () =>
            {
                var documents = await read();
                HasRead.SetResult();
                await MayWrite.Task;
                return documents;
            }, position, cancellationToken);
    }
}
