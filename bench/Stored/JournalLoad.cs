using Dispatch.Grains.Journal;
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
    private readonly KnownCustomers customers;
    private readonly CancellationTokenSource stopping = new();
    private readonly SearchIndexer indexer;
    private readonly Task indexing;

    public JournalLoad(OpenedJournal opened, KnownCustomers customers)
    {
        (this.opened, this.customers) = (opened, customers);
        var feed = new ChangeFeed(opened.Journal, TimeProvider.System, TimeSpan.FromSeconds(1));
        opened.Observers.Add(feed);
        indexer = new(feed, opened.Journal, opened.Tickets, opened.Search, TimeProvider.System, NullLogger<SearchIndexer>.Instance);
        indexing = indexer.Run(stopping.Token);
    }

    /// <summary>Takes tickets in, commit by commit, until each is with somebody.</summary>
    public Task TakeIn(IEnumerable<StoredTicket> tickets) => Each(tickets, ticket => TakeIn(ticket));

    /// <summary>Works tickets off, commit by commit.</summary>
    public Task WorkOff(IEnumerable<StoredTicket> tickets) => Each(tickets, ticket => WorkOff(ticket));

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

    private async Task TakeIn(StoredTicket ticket)
    {
        var commits = ticket.Life.Commits(ticket.Stamp, ..ticket.Intake);
        await opened.Journal.Append(commits[0]);
        var told = customers.Opened(opened.Journal, ticket.Customer, commits[0].Row!);
        foreach (var commit in commits.Skip(1))
            await opened.Journal.Append(commit);
        await told;
    }

    private async Task WorkOff(StoredTicket ticket)
    {
        var commits = ticket.Life.Commits(ticket.Stamp, ticket.Intake..ticket.Commits);
        foreach (var commit in commits)
            await opened.Journal.Append(commit);
        if (ticket.IsOver)
            await customers.Ended(opened.Journal, ticket.Customer, ticket.Stamp.Names.Id, ticket.Life.Span.To + ticket.Stamp.Later);
    }

    private static Task Each<T>(IEnumerable<T> items, Func<T, Task> work) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = UnderWay }, async (item, _) => await work(item));
}
