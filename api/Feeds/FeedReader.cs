using Dispatch.Grains.Journal;
using Dispatch.Silo.Feed;

namespace Dispatch.Api.Feeds;

/// <summary>Tails the journal for all pictures of this process.</summary>
public sealed partial class FeedReader(
    IJournal journal, ChangeFeed feed, IEnumerable<IFeedFollower> followers, ILogger<FeedReader> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Between two batches that are not full. Boards hear ten times a second at most, and one look at the rows of many changes costs little more than one of few.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(25);
    private readonly IFeedFollower[] followers = [.. followers];
    private readonly TaskCompletionSource built = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once all pictures were built for the first time.</summary>
    public Task Built => built.Task;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Read(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever was half taken in is built anew; until then the pictures grow old, which boards show.
                LogRestart(fault);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        var head = await journal.Head(cancellationToken);
        foreach (var follower in followers)
            await follower.Build(cancellationToken);
        built.TrySetResult();
        await foreach (var batch in feed.Read(head, cancellationToken))
        {
            foreach (var follower in followers)
                await follower.Follow(batch, cancellationToken);
            if (batch.Count < ChangeFeed.BatchLimit)
                await Task.Delay(Spacing, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Following the journal broke off and starts again.")]
    private partial void LogRestart(Exception exception);
}
