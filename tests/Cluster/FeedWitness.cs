using Dispatch.Grains.Journal;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;

namespace Dispatch.Tests.Cluster;

/// <summary>Follows the journal as every host does, from the first event on and through outages, and checks that each event is the one right after the last.</summary>
internal sealed class FeedWitness : IDisposable
{
    private readonly OpenedJournal opened;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<string> flaws = [];
    private readonly Task following;
    private long seen;

    public FeedWitness(string data)
    {
        opened = OpenedJournal.Open(new(data), TimeProvider.System);
        var feed = new ChangeFeed(opened.Journal, TimeProvider.System, pollEvery: TimeSpan.FromMilliseconds(200));
        following = Task.Run(() => Follow(feed));
    }

    /// <summary>Every gap, repetition or disorder that it met.</summary>
    public IReadOnlyList<string> Flaws => flaws;

    /// <summary>Follows up to the journal's head and stops.</summary>
    /// <returns>How many events there were.</returns>
    public async Task<long> End()
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Volatile.Read(ref seen) < await opened.Journal.Head())
            await pulse.WaitForNextTickAsync();
        await stopping.CancelAsync();
        await following.ContinueWith(static _ => { }, TaskScheduler.Default);
        return seen;
    }

    public void Dispose()
    {
        stopping.Cancel();
        opened.Dispose();
    }

    private async Task Follow(ChangeFeed feed)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var batch in feed.Read(seen, stopping.Token))
                    foreach (var @event in batch)
                        Take(@event);
            }
            catch (JournalUnavailableException)
            {
                // The database is away for a moment; nothing is skipped.
            }
        }
    }

    private void Take(JournalEvent @event)
    {
        if (@event.Seq != seen + 1)
            flaws.Add($"{@event.Seq} came after {seen}");
        Volatile.Write(ref seen, @event.Seq);
    }
}
