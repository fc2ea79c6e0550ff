using System.Diagnostics.Metrics;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Cluster;

/// <summary>Tells metrics how this process and its cluster stand. They are looked at every few seconds, whoever asks for metrics how often.</summary>
public sealed partial class ClusterGauges : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Meter meter = new("Dispatch.Cluster");
    private readonly ClusterMembership membership;
    private readonly IJournal journal;
    private readonly ChangeFeed feed;
    private readonly SqlOutboxBacklog outbox;
    private readonly IGrainCensus census;
    private readonly TimeProvider time;
    private readonly ILogger<ClusterGauges> log;
    private readonly SortedDictionary<string, int> activations = new(StringComparer.Ordinal);
    private volatile Seen seen = new(0, 0, new(0, 0, null), [], []);

    /// <summary>Registers the gauges.</summary>
    public ClusterGauges(
        ClusterMembership membership, IJournal journal, ChangeFeed feed, SqlOutboxBacklog outbox, IGrainCensus census, TimeProvider time, ILogger<ClusterGauges> log)
    {
        (this.membership, this.journal, this.feed, this.outbox, this.census, this.time, this.log) = (membership, journal, feed, outbox, census, time, log);
        meter.CreateObservableGauge("dispatch.journal.head", () => seen.Head, description: "The journal's last sequence number.");
        meter.CreateObservableGauge("dispatch.feed.lag", () => seen.Lag, description: "Events of the journal that this process has not followed yet.");
        meter.CreateObservableGauge("dispatch.outbox.waiting", () => seen.Outbox.Waiting, description: "Messages that have not left the outbox.");
        meter.CreateObservableGauge("dispatch.outbox.tried", () => seen.Outbox.Tried, description: "Messages of these that were sent in vain and will be sent again.");
        meter.CreateObservableGauge("dispatch.grains.activations", () => seen.Activations, description: "Active grains of this process by class.");
        meter.CreateObservableGauge("dispatch.cluster.members", () => seen.Members, description: "Processes of the cluster by role.");
        meter.CreateObservableGauge("dispatch.cluster.clock.skew", () => membership.Self.Skew.TotalSeconds, "s", "How far this host's clock is ahead of the database server's.");
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pulse = new PeriodicTimer(LookEvery, time.OfMachine());
        do
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnseen(failure.Message);
            }
        }
        while (await pulse.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Look(CancellationToken cancellationToken)
    {
        var followed = feed.LastSeen;
        var head = await journal.Head(cancellationToken);
        var members = await membership.Members(cancellationToken);
        // What has no grain any more is told as none, not left at what it was.
        foreach (var type in activations.Keys.ToList())
            activations[type] = 0;
        foreach (var count in await census.Own(cancellationToken))
            activations[count.Type] = count.Count;
        seen = new(
            head, Math.Max(0, head - followed), await outbox.Read(cancellationToken),
            [.. activations.Select(type => new Measurement<int>(type.Value, new KeyValuePair<string, object?>("type", type.Key)))],
            [.. Enum.GetValues<ClusterRole>().Select(role => new Measurement<int>(
                members.Count(member => member.Role == role), new KeyValuePair<string, object?>("role", role.ToString().ToLowerInvariant())))]);
    }

    [LoggerMessage(LogLevel.Debug, "The gauges stay at what they were: {Reason}")]
    private partial void LogUnseen(string reason);

    private sealed record Seen(
        long Head, long Lag, OutboxBacklog Outbox, IReadOnlyList<Measurement<int>> Activations, IReadOnlyList<Measurement<int>> Members);
}
