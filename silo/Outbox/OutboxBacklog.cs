using Dapper;
using Dispatch.Silo.Lists;

namespace Dispatch.Silo.Outbox;

/// <summary>What waits in the outbox.</summary>
/// <param name="Waiting">All messages that have not arrived.</param>
/// <param name="Tried">Those that were sent in vain and will be sent again.</param>
/// <param name="DueSince">Since when the oldest is due to be sent; in the future when all are put off, null when none waits.</param>
public sealed record OutboxBacklog(long Waiting, long Tried, DateTimeOffset? DueSince);

/// <summary>Counts what waits in the outbox, on either database.</summary>
public sealed class SqlOutboxBacklog(IReadConnections reads)
{
    /// <summary>The backlog now.</summary>
    public Task<OutboxBacklog> Read(CancellationToken cancellationToken = default) => reads.Read(async connection =>
    {
        var (waiting, tried, due) = await connection.QuerySingleAsync<(long, long, long?)>(
            "select count(*), coalesce(sum(case when attempts > 0 then 1 else 0 end), 0), min(not_before) from outbox");
        return new OutboxBacklog(waiting, tried, due is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
    }, cancellationToken);
}
