using System.Threading.Channels;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Dispatch.Teams;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Dispatch.Silo.Engines;

/// <summary>Keeps the clock's shares and the teams alive from every silo, and tells shares what this silo commits that is due soon.</summary>
internal sealed partial class ClockShards(
    IGrainFactory grains, CommitObservers commits, ConfigurationCache configuration, EngineOptions options, TimeProvider time, ILogger<ClockShards> log)
    : BackgroundService, ICommitObserver
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(2);

    private readonly Channel<DueEntity> soon = Channel.CreateUnbounded<DueEntity>(new() { SingleReader = true });

    /// <inheritdoc />
    public void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events)
    {
        var horizon = time.GetUtcNow() + time.WhileMachineWaits(options.Clock.Horizon);
        foreach (var due in wakes)
            if (due.WakeAt <= horizon)
                soon.Writer.TryWrite(due);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        commits.Add(this);
        try
        {
            await Task.WhenAll(Ping(stoppingToken), Tell(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops, and other silos ping on.
        }
    }

    private IEnumerable<string> Keys => IsWhole ? [WakeShards.WholeKey] : Enumerable.Range(0, WakeShards.Count).Select(WakeShards.KeyOf);

    // A database that one process has to itself needs no shares.
    private bool IsWhole => !options.Journal.IsPostgres;

    private string KeyOf(string entity) => IsWhole ? WakeShards.WholeKey : WakeShards.KeyOf(WakeShards.Of(entity));

    // A team's queue lives in memory too: whoever had it when its silo died must be followed by another, although nobody calls.
    private async Task Ping(CancellationToken cancellationToken)
    {
        using var pulse = new PeriodicTimer(PingEvery, time.OfMachine());
        do
        {
            // Not awaited: one that hangs must not keep the others waiting.
            foreach (var key in Keys)
                _ = Try(grains.GetGrain<IClockShardGrain>(key).Ping());
            foreach (var team in configuration.Current.Teams)
                _ = Try(grains.GetGrain<ITeamGrain>($"{Team.Kind}/{team}").Describe());
        }
        while (await pulse.WaitForNextTickAsync(cancellationToken));
    }

    private async Task Tell(CancellationToken cancellationToken)
    {
        var batch = new List<DueEntity>();
        while (await soon.Reader.WaitToReadAsync(cancellationToken))
        {
            while (soon.Reader.TryRead(out var due))
                batch.Add(due);
            foreach (var share in batch.GroupBy(due => KeyOf(due.EntityId), StringComparer.Ordinal))
                await Try(grains.GetGrain<IClockShardGrain>(share.Key).Tell([.. share]));
            batch.Clear();
        }
    }

    private async Task Try(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception failure)
        {
            // The next round tries again, from here and from every other silo.
            LogUnreached(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A share of the clock or a team did not answer and will be called again: {Reason}")]
    private partial void LogUnreached(string reason);
}
