using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Feed;

public sealed class ChangeFeedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly VirtualTime time = new(Noon);
    private readonly SingleThreadScheduler scheduler;
    private readonly OpenedJournal opened;
    private readonly List<long> read = [];

    public ChangeFeedTests()
    {
        scheduler = new(time);
        opened = OpenedJournal.Open(new($"Data Source={folder.File("journal.db")}") { WriterScheduler = scheduler }, time);
    }

    public void Dispose()
    {
        opened.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_reader_gets_what_is_stored_and_then_each_commit_as_it_comes()
    {
        Append(opened, "ticket/1", events: 3);
        Subscribe(new ChangeFeed(opened.Journal, time, pollEvery: null), afterSeq: 1);
        Assert.Equal([2, 3], read);

        Append(opened, "ticket/2", events: 2);
        Assert.Equal([2, 3, 4, 5], read);
    }

    [Fact]
    public void A_backlog_of_many_batches_comes_whole_and_in_order()
    {
        Append(opened, "ticket/1", events: 2 * ChangeFeed.BatchLimit + 7);
        Subscribe(new ChangeFeed(opened.Journal, time, pollEvery: null), afterSeq: 0);

        Assert.Equal(Enumerable.Range(1, 2 * ChangeFeed.BatchLimit + 7).Select(n => (long)n), read);
    }

    [Fact]
    public void Commits_of_another_process_are_found_by_polling()
    {
        Subscribe(new ChangeFeed(opened.Journal, time, TimeSpan.FromSeconds(1)), afterSeq: 0);
        using var other = OpenedJournal.Open(new($"Data Source={folder.File("journal.db")}") { WriterScheduler = scheduler }, time);
        Append(other, "ticket/1", events: 1);
        Assert.Empty(read);

        scheduler.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal([1], read);
    }

    private void Subscribe(ChangeFeed feed, long afterSeq)
    {
        opened.Observers.Add(feed);
        scheduler.Start(async () =>
        {
            await foreach (var batch in feed.Read(afterSeq))
                read.AddRange(batch.Select(stored => stored.Seq));
        });
        scheduler.RunUntilIdle();
    }

    private void Append(OpenedJournal journal, string id, int events)
    {
        scheduler.Complete(() => journal.Journal.Append(Commit(id, 0, events)));
        scheduler.RunUntilIdle();
    }
}
