using Dispatch.Silo.Configuration;
using Dispatch.Silo.Feed;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Hosting;

/// <summary>Keeps what this process knows of configuration, teams and zones at the journal's head.</summary>
/// <remarks>Loading is done before the host counts as started, so that no ticket meets an empty configuration.</remarks>
public sealed partial class FeedFollower(
    ChangeFeed feed, ConfigurationCache configuration, ZoneMapCache zones, TimeProvider time, ILogger<FeedFollower> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource stopping = new();
    private Task following = Task.CompletedTask;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var head = await configuration.Load(cancellationToken);
        await zones.Load(cancellationToken);
        foreach (var fault in configuration.Current.Faults)
            LogFault(fault.Document.ToString(), string.Join("; ", fault.Rejections.Select(rejection => $"{rejection.Path} {rejection.Code}")));
        following = Follow(head);
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // A host that was never stopped, as after a crash, follows no longer either. One that is stopped once more while it is
        // disposed, as test hosts are, must not meet a disposed source; it holds nothing that the collector would not free.
        stopping.Cancel();
    }

    private async Task Follow(long seen)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var batch in feed.Read(seen, stopping.Token))
                {
                    configuration.Take(batch);
                    await zones.Take(batch, stopping.Token);
                    seen = batch[^1].Seq;
                }
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                // The database may be away for a while: what is known stays in use, and nothing is skipped.
                LogPause(failure, seen);
                await Task.Delay(Pause, time.OfMachine(), stopping.Token);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Configuration document {Document} cannot be used here: {Faults}. The version before stays in use.")]
    private partial void LogFault(string document, string faults);

    [LoggerMessage(LogLevel.Warning, "Following the journal broke off behind event {Seq} and goes on from there.")]
    private partial void LogPause(Exception failure, long seq);
}
