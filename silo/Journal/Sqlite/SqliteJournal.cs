using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>The journal on SQLite. Reads run on the caller's thread and are done when the call returns.</summary>
/// <param name="time">Decides which idempotency keys have expired.</param>
public sealed class SqliteJournal(SqliteDatabase database, GroupCommit commits, TimeProvider time) : IJournal
{
    internal const string HeadSql = "select coalesce(max(seq), 0) from event";

    internal const string FindKeySql = """
        select entity_id, body_hash from idempotency_key where scope = ? and key = ? and (expires_at is null or expires_at > ?)
        """;

    private const string EntitySql = "select id, kind, org, version, shape, wake_at, state from entity";

    private const string EventColumns = """
        seq, entity_id, version, kind, at, org, actor, on_behalf_of, correlation, causation, config, body
        """;

    /// <inheritdoc />
    public Task<long> Append(Commit commit, CancellationToken cancellationToken = default) => commits.Append(commit, cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoredEntity?> Load(string entityId, CancellationToken cancellationToken = default) =>
        new(database.Read(session => session
            .Prepare("select id, kind, org, version, shape, wake_at, state, archived from known_entity where id = ?").Bind(entityId)
            .First(static row => ToEntity(row) with { Archived = row.Number(7) is 1 })));

    /// <inheritdoc />
    public Task Restore(string entityId, CancellationToken cancellationToken = default) => commits.Run(() => database.WriteTransaction(session =>
    {
        session.Prepare("insert into entity select * from archived_entity where id = ?").Bind(entityId).Run();
        session.Prepare("delete from archived_entity where id = ?").Bind(entityId).Run();
        return true;
    }));

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredEntity>> LoadAll(string kind, CancellationToken cancellationToken = default) =>
        Rows(session => session
            // Ids begin with the kind and a slash, and 0 is the character after the slash.
            .Prepare($"{EntitySql} where id >= ? and id < ? order by id").Bind($"{kind}/").Bind($"{kind}0").All(ToEntity));

    /// <inheritdoc />
    public ValueTask<TakenKey?> FindKey(string scope, string key, CancellationToken cancellationToken = default) =>
        new(database.Read(session => session
            .Prepare(FindKeySql).Bind(scope).Bind(key).Bind(time.GetUtcNow()).First(ToTakenKey)));

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEvent>> ReadEntity(
        string entityId, long afterVersion, int limit, CancellationToken cancellationToken = default) =>
        Rows(session => session
            .Prepare($"select {EventColumns} from event where entity_id = ? and version > ? order by version limit ?")
            .Bind(entityId).Bind(afterVersion).Bind(limit).All(ToEvent));

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEvent>> ReadFeed(long afterSeq, int limit, CancellationToken cancellationToken = default) =>
        Rows(session => session
            .Prepare($"select {EventColumns} from event where seq > ? order by seq limit ?")
            .Bind(afterSeq).Bind(limit).All(ToEvent));

    /// <inheritdoc />
    public Task<long> Head(CancellationToken cancellationToken = default) =>
        Task.FromResult(database.Read(session => session.Prepare(HeadSql).First(static row => row.Number(0))));

    /// <inheritdoc />
    public Task<IReadOnlyList<DueEntity>> ReadDue(DateTimeOffset until, int limit, int? shard = null, CancellationToken cancellationToken = default) => shard is not null
        ? throw new NotSupportedException("A SQLite file has one process, whose clock wakes all.")
        :
        Rows(session => session
            .Prepare("select id, kind, wake_at from entity where wake_at <= ? order by wake_at, id limit ?")
            .Bind(until).Bind(limit).All(static row => new DueEntity(row.Text(0), row.Text(1), row.InstantOrNull(2))));

    /// <inheritdoc />
    public Task<IReadOnlyList<Content>> ReadContent(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Content>>(database.ReadAtOnce(session =>
        {
            var found = new List<Content>(ids.Count);
            foreach (var id in ids)
                if (session.Prepare("select id, subject, kind, body from content where id = ?").Bind(id)
                    .First(static row => new Content(row.Text(0), row.TextOrNull(1), row.Text(2), row.Text(3))) is { } content)
                    found.Add(content);
            return found;
        }));

    /// <inheritdoc />
    public async Task<long> ReserveNumbers(string series, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var first = 0L;
        await commits.Run(() => first = database.WriteTransaction(session => session
            .Prepare("""
                insert into number_series (name, next) values (?1, 1 + ?2)
                on conflict (name) do update set next = next + ?2 returning next - ?2
                """)
            .Bind(series).Bind(count).All(static row => row.Number(0))[0]));
        return first;
    }

    internal static TakenKey ToTakenKey(Statement row) => new(row.Text(0), row.Text(1));

    private Task<IReadOnlyList<T>> Rows<T>(Func<SqliteSession, List<T>> query) =>
        Task.FromResult<IReadOnlyList<T>>(database.Read(query));

    private static StoredEntity ToEntity(Statement row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Number(3), (int)row.Number(4), row.InstantOrNull(5), row.Utf8(6));

    private static JournalEvent ToEvent(Statement row) => new(
        row.Number(0), row.Text(1), row.Number(2), row.Text(3), row.Instant(4), row.Text(5),
        row.Text(6), row.TextOrNull(7), row.TextOrNull(8), row.TextOrNull(9), row.TextOrNull(10), row.Utf8(11));
}
