using System.Diagnostics;
using Npgsql;

namespace Dispatch.Silo.Cluster;

/// <summary>The register of processes in PostgreSQL: who takes part, since when, and whether he still does.</summary>
public sealed class ClusterRegister(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>A process not heard of for this long counts as gone.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private const string Now = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

    /// <summary>The cluster that has the database; the first to ask takes it.</summary>
    public async Task<string> Claim(string cluster, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("with claimed as (insert into cluster (id) values ($1) on conflict do nothing returning id) select id from claimed union all select id from cluster limit 1");
        command.Parameters.Add(new() { Value = cluster });
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>How far this host's clock is ahead of the database server's, by the middle of the round trip.</summary>
    public async Task<TimeSpan> MeasureSkew(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select {Now}", connection);
        // The first answer also pays for planning.
        await command.ExecuteScalarAsync(cancellationToken);
        var (before, asked) = (time.GetUtcNow(), Stopwatch.GetTimestamp());
        var theirs = DateTimeOffset.FromUnixTimeMilliseconds((long)(await command.ExecuteScalarAsync(cancellationToken))!);
        return before + (Stopwatch.GetElapsedTime(asked) / 2) - theirs;
    }

    /// <summary>Who takes part now, by name.</summary>
    public Task<IReadOnlyList<ClusterMember>> Members(CancellationToken cancellationToken) => Read($"seen_at > {Now} - $1", [Lifetime], cancellationToken);

    /// <summary>Who was heard of within so long, counts as gone and did not say that he leaves, by name.</summary>
    public Task<IReadOnlyList<ClusterMember>> Lost(TimeSpan within, CancellationToken cancellationToken) =>
        Read($"seen_at <= {Now} - $1 and seen_at > {Now} - $2", [Lifetime, within], cancellationToken);

    private async Task<IReadOnlyList<ClusterMember>> Read(string condition, TimeSpan[] spans, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            select name, engine, role, version, wire, address, started_at, seen_at, skew_ms, feed_seq
            from cluster_member where {condition} order by name
            """);
        foreach (var span in spans)
            command.Parameters.Add(new() { Value = (long)span.TotalMilliseconds });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var members = new List<ClusterMember>();
        while (await reader.ReadAsync(cancellationToken))
            members.Add(new(
                reader.GetString(0), reader.GetString(1), Enum.Parse<ClusterRole>(reader.GetString(2)), reader.GetString(3), reader.GetInt32(4), reader.GetString(5),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7)),
                TimeSpan.FromMilliseconds(reader.GetInt64(8)), reader.GetInt64(9)));
        return members;
    }

    /// <summary>Says that a process takes part, and forgets those long gone.</summary>
    public async Task Say(ClusterMember member, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            with gone as (delete from cluster_member where seen_at < {Now} - 86400000)
            insert into cluster_member (name, engine, role, version, wire, address, started_at, seen_at, skew_ms, feed_seq)
            values ($1, $2, $3, $4, $5, $6, $7, {Now}, $8, $9)
            on conflict (name) do update set
                engine = excluded.engine, role = excluded.role, version = excluded.version, wire = excluded.wire, address = excluded.address,
                started_at = excluded.started_at, seen_at = excluded.seen_at, skew_ms = excluded.skew_ms, feed_seq = excluded.feed_seq
            """);
        foreach (var value in new object[]
        {
            member.Name, member.Engine, member.Role.ToString(), member.Version, member.Wire, member.Address,
            member.StartedAt.ToUnixTimeMilliseconds(), (long)member.Skew.TotalMilliseconds, member.FeedSeq,
        })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Says that a process no longer takes part.</summary>
    public async Task Leave(string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("delete from cluster_member where name = $1");
        command.Parameters.Add(new() { Value = name });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
