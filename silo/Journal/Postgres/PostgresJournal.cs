using Dispatch.Grains.Journal;
using Dispatch.Silo.Clock;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>The journal on PostgreSQL.</summary>
public sealed class PostgresJournal : IJournal
{
    private const string EntitySql = "select id, kind, org, version, shape, wake_at, state from entity";

    private const string EventColumns = """
        seq, entity_id, version, kind, at, org, actor, on_behalf_of, correlation, causation, config, body
        """;

    private readonly NpgsqlDataSource source;
    private readonly GroupCommit commits;
    private readonly TimeProvider time;
    private readonly SharedLoads loads;

    /// <summary>The journal of a database.</summary>
    /// <param name="source">Connections to it.</param>
    /// <param name="commits">What writes to it.</param>
    /// <param name="time">Decides which idempotency keys have expired.</param>
    public PostgresJournal(NpgsqlDataSource source, GroupCommit commits, TimeProvider time)
    {
        (this.source, this.commits, this.time) = (source, commits, time);
        loads = new(ids => Query(
            "select id, kind, org, version, shape, wake_at, state, archived from known_entity where id = any($1)",
            static row => ToEntity(row) with { Archived = row.GetInt32(7) is 1 }, CancellationToken.None, (object)ids));
    }

    /// <inheritdoc />
    public Task<long> Append(Commit commit, CancellationToken cancellationToken = default) => commits.Append(commit, cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoredEntity?> Load(string entityId, CancellationToken cancellationToken = default) => new(loads.Load(entityId, cancellationToken));

    /// <inheritdoc />
    public Task Restore(string entityId, CancellationToken cancellationToken = default) => Query(
        """
        with moved as (delete from archived_entity where id = $1 returning *)
        insert into entity (id, kind, org, version, shape, wake_at, state)
        select id, kind, org, version, shape, wake_at, state from moved returning id
        """,
        static row => row.GetString(0), cancellationToken, entityId);

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredEntity>> LoadAll(string kind, CancellationToken cancellationToken = default) =>
        // Ids begin with the kind and a slash, and 0 is the character after the slash.
        await Query($"{EntitySql} where id >= $1 and id < $2 order by id", ToEntity, cancellationToken, $"{kind}/", $"{kind}0");

    /// <inheritdoc />
    public async ValueTask<TakenKey?> FindKey(string scope, string key, CancellationToken cancellationToken = default)
    {
        var found = await Query(
            "select entity_id, body_hash from idempotency_key where scope = $1 and key = $2 and (expires_at is null or expires_at > $3)",
            static row => new TakenKey(row.GetString(0), row.GetString(1)),
            cancellationToken, scope, key, time.GetUtcNow().ToUnixTimeMilliseconds());
        return found is [var holder] ? holder : null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<JournalEvent>> ReadEntity(
        string entityId, long afterVersion, int limit, CancellationToken cancellationToken = default) =>
        await Query(
            $"select {EventColumns} from event where entity_id = $1 and version > $2 order by version limit $3",
            ToEvent, cancellationToken, entityId, afterVersion, limit);

    /// <inheritdoc />
    public async Task<IReadOnlyList<JournalEvent>> ReadFeed(long afterSeq, int limit, CancellationToken cancellationToken = default) =>
        await Query($"select {EventColumns} from event where seq > $1 order by seq limit $2", ToEvent, cancellationToken, afterSeq, limit);

    /// <inheritdoc />
    public async Task<long> Head(CancellationToken cancellationToken = default) =>
        (await Query("select seq from journal_head", static row => row.GetInt64(0), cancellationToken))[0];

    /// <inheritdoc />
    public async Task<IReadOnlyList<DueEntity>> ReadDue(DateTimeOffset until, int limit, int? shard = null, CancellationToken cancellationToken = default) =>
        // The index is ordered by share first, so that each share is read without the others.
        await Query(
            """
            select due.id, due.kind, due.wake_at
            from generate_series($3, $4) share (number), lateral (
                select id, kind, wake_at from entity
                where wake_shard(id) = share.number and wake_at <= $1
                order by wake_at, id limit $2) due
            order by due.wake_at, due.id limit $2
            """,
            static row => new DueEntity(row.GetString(0), row.GetString(1), InstantOrNull(row, 2)),
            cancellationToken, until.ToUnixTimeMilliseconds(), limit, shard ?? 0, shard ?? WakeShards.Count - 1);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Content>> ReadContent(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        await Query(
            "select id, subject, kind, body from content where id = any($1)",
            static row => new Content(row.GetString(0), TextOrNull(row, 1), row.GetString(2), row.GetString(3)),
            cancellationToken, (object)ids.ToArray());

    /// <inheritdoc />
    public async Task<long> ReserveNumbers(string series, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (await Query(
            """
            insert into number_series as s (name, next) values ($1, 1 + $2::bigint)
            on conflict (name) do update set next = s.next + $2::bigint returning next - $2::bigint
            """,
            static row => row.GetInt64(0), cancellationToken, series, (long)count))[0];
    }

    private async Task<List<T>> Query<T>(string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken, params object[] arguments)
    {
        try
        {
            await using var command = source.CreateCommand(sql);
            foreach (var argument in arguments)
                command.Parameters.Add(new() { Value = argument });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(map(reader));
            return rows;
        }
        catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException)
        {
            throw new JournalUnavailableException($"PostgreSQL did not answer: {failure.Message}", failure);
        }
    }

    private static StoredEntity ToEntity(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt32(4), InstantOrNull(row, 5), row.GetFieldValue<byte[]>(6));

    private static JournalEvent ToEvent(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), Instant(row, 4), row.GetString(5),
        row.GetString(6), TextOrNull(row, 7), TextOrNull(row, 8), TextOrNull(row, 9), TextOrNull(row, 10), row.GetFieldValue<byte[]>(11));

    private static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static DateTimeOffset? InstantOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Instant(row, column);
}
