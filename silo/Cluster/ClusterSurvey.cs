using Dispatch.Grains.Journal;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Outbox;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Cluster;

/// <summary>Looks at the whole cluster from one process.</summary>
public sealed partial class ClusterSurvey(
    ClusterMembership membership, IJournal journal, SqlOutboxBacklog outbox, IGrainCensus census, EngineOptions options, TimeProvider time, ILogger<ClusterSurvey> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How the cluster stands now.</summary>
    public async Task<ClusterReport> Look(CancellationToken cancellationToken)
    {
        var counting = Count(cancellationToken);
        var members = await membership.Members(cancellationToken);
        var head = await journal.Head(cancellationToken);
        var reports = new List<MemberReport>();
        foreach (var member in members)
            reports.Add(new(member, Math.Max(0, head - member.FeedSeq), member.FeedSeq < head ? await BehindFor(member, cancellationToken) : TimeSpan.Zero));
        return new(
            options.Cluster.Id, time.OfMachine().GetUtcNow(), reports, await membership.Lost(cancellationToken), head, await counting,
            await outbox.Read(cancellationToken), options.Cluster.MaxClockSkew);
    }

    // Members say every two seconds how far they are: what was committed since then does not count as missed. A paced business
    // stamps events with its own time, which says nothing about how long a process takes.
    private async Task<TimeSpan> BehindFor(ClusterMember member, CancellationToken cancellationToken)
    {
        if (time is IPacedTime || await journal.ReadFeed(member.FeedSeq, 1, cancellationToken) is not [var missed])
            return TimeSpan.Zero;
        return member.SeenAt > missed.At ? member.SeenAt - missed.At : TimeSpan.Zero;
    }

    private async Task<GrainCensus?> Count(CancellationToken cancellationToken)
    {
        try
        {
            return await census.Take(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // A silo that has just died answers nobody until it counts as dead.
            LogUntold(failure.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "The silos did not tell what they run: {Reason}")]
    private partial void LogUntold(string reason);
}
