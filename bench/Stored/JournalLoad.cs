using Dispatch.Grains.Journal;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Bench.Stored;

/// <summary>Tickets through the journal as the service writes them: commit by commit, many tickets at once, with the search index following.</summary>
internal sealed class JournalLoad : IDisposable
{
    private const int UnderWay = 500;
    private readonly OpenedJournal opened;
    private readonly CancellationTokenSource stopping = new();
    private readonly SearchIndexer indexer;
    private readonly Task indexing;

    public JournalLoad(OpenedJournal opened)
    {
        this.opened = opened;
        var feed = new ChangeFeed(opened.Journal, TimeProvider.System, TimeSpan.FromSeconds(1));
        opened.Observers.Add(feed);
        indexer = new(feed, opened.Journal, opened.Tickets, opened.Search, new Turns(opened), TimeProvider.System, NullLogger<SearchIndexer>.Instance);
        indexing = indexer.Run(stopping.Token);
    }

    /// <summary>Takes tickets in, commit by commit, until each is with somebody.</summary>
    public Task TakeIn(IEnumerable<StoredTicket> tickets) => Each(tickets, ticket => Append(ticket, ..ticket.Intake));

    /// <summary>Works tickets off, commit by commit.</summary>
    public Task WorkOff(IEnumerable<StoredTicket> tickets) => Each(tickets, ticket => Append(ticket, ticket.Intake..ticket.Commits));

    /// <summary>Waits until the search index knows all that is committed.</summary>
    public async Task Indexed()
    {
        // The indexer says nothing of what it found done.
        var head = await opened.Journal.Head();
        while (indexer.Indexed < head && await opened.Search.Position() < head)
            await Task.Delay(5);
    }

    public void Dispose()
    {
        stopping.Cancel();
        indexing.GetAwaiter().GetResult();
        stopping.Dispose();
    }

    private async Task Append(StoredTicket ticket, Range commits)
    {
        foreach (var commit in ticket.Life.Commits(ticket.Stamp, commits))
            await opened.Journal.Append(commit);
    }

    private static Task Each<T>(IEnumerable<T> items, Func<T, Task> work) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = UnderWay }, async (item, _) => await work(item));
}
