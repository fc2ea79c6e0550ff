using Dispatch.Grains.Journal;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Bench.Stored;

/// <summary>Stores history fast: batch after batch straight into the journal's own writer, each ticket's commits as one, and the search index behind.</summary>
/// <param name="opened">A journal that nobody else writes.</param>
/// <param name="writer">Its writer.</param>
internal sealed class JournalFill(OpenedJournal opened, IBatchWriter writer, DateTimeOffset now)
{
    private const int BatchSize = 1_000;
    private readonly SearchIndexer indexer = new(
        new ChangeFeed(opened.Journal, TimeProvider.System, null), opened.Journal, opened.Tickets, opened.Search, new(opened), TimeProvider.System,
        NullLogger<SearchIndexer>.Instance);

    /// <summary>Stores tickets in order.</summary>
    /// <param name="progress">Called after each batch with how many are stored.</param>
    public async Task Store(IEnumerable<StoredTicket> tickets, Action<int> progress)
    {
        var stored = 0;
        var writing = Task.CompletedTask;
        foreach (var batch in tickets.Chunk(BatchSize))
        {
            // The next batch is made ready while one is written.
            var commits = batch.Select(Commit).ToList();
            await writing;
            writing = Task.Run(() => Write(batch, commits));
            progress(stored += batch.Length);
        }
        await writing;
    }

    private async Task Write(StoredTicket[] tickets, List<Commit> commits)
    {
        Write(commits);
        await indexer.Reindex([.. tickets.Select(ticket => ticket.Stamp.Names.Id)]);
        await opened.Search.Write(() => Task.FromResult<IReadOnlyList<SearchDocument>>([]), await opened.Journal.Head());
    }

    private void Write(List<Commit> commits)
    {
        if (writer.Write(commits) is { Losses.Count: > 0 } result)
            throw new InvalidOperationException($"{result.Losses.Count} of {commits.Count} commits were refused.");
    }

    // Messages to the outside were sent, and keys that have expired were swept.
    private Commit Commit(StoredTicket ticket)
    {
        var commits = ticket.Life.Commits(ticket.Stamp, ..ticket.Commits);
        return commits[^1] with
        {
            ExpectedVersion = 0,
            Origin = commits[0].Origin,
            Events = [.. commits.SelectMany(commit => commit.Events)],
            Content = [.. commits.SelectMany(commit => commit.Content)],
            Keys = [.. commits.SelectMany(commit => commit.Keys).Where(key => !(key.ExpiresAt <= now))],
            Outbox = [],
            Row = commits.Last(commit => commit.Row is not null).Row,
        };
    }
}
