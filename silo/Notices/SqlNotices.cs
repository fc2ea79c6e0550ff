using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dispatch.Conditions;
using Dispatch.Grains;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Lists;

namespace Dispatch.Silo.Notices;

/// <summary>Notices over either database.</summary>
public sealed class SqlNotices(IReadConnections reads, IWriteConnections writes) : INoticeStore, ISweeper
{
    /// <summary>How long a notice is kept after it happened when it was read, and when nobody read it.</summary>
    public static readonly TimeSpan KeptRead = TimeSpan.FromDays(30);

    /// <inheritdoc cref="KeptRead" />
    public static readonly TimeSpan KeptUnread = TimeSpan.FromDays(90);

    /// <summary>How long more of the same joins a notice after it began.</summary>
    public static readonly TimeSpan GrowsFor = TimeSpan.FromMinutes(1);

    private const int SweptAtOnce = 500;
    private const string Columns = "id, principal, body, read_at, count, at";

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredNotice>> Add(
        string message, Notice notice, IReadOnlyList<string> principals, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        writes.Write<IReadOnlyList<StoredNotice>>(async connection =>
        {
            var stored = new List<StoredNotice>();
            if (await connection.ExecuteScalarAsync<long>("select count(*) from notice where cause = @Cause and message = @message", new { notice.Cause, message }) > 0)
                return stored;
            // In one order everywhere, so that no two processes wait for each other.
            foreach (var principal in principals.Order(StringComparer.Ordinal))
                if (await Add(connection, message, notice, principal, now) is { } changed)
                    stored.Add(changed);
            if (reads.Dialect is SqlDialect.PostgreSql)
                foreach (var some in stored.Select(each => each.Id).Chunk(NoticeNews.IdsInOneCall))
                    await connection.ExecuteAsync("select pg_notify(@Channel, @call)", new { NoticeNews.Channel, call = NoticeNews.CallOf(some) });
            return stored;
        }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredNotice>> Find(IReadOnlyList<long> ids, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<StoredNotice>>(async connection =>
            await Select(connection, $"where {reads.Dialect.IsOneOf("id", "ids")} order by id", new { ids = reads.Dialect.Values(ids) }), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredNotice>> After(long id, int limit, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<StoredNotice>>(async connection => await Select(
            connection, "where id in (select coalesce(head, id) from notice where id > @id order by id limit @limit) order by id", new { id, limit }), cancellationToken);

    /// <inheritdoc />
    public Task<long> Newest(CancellationToken cancellationToken = default) => reads.Read(
        connection => connection.ExecuteScalarAsync<long>("select coalesce(max(id), 0) from notice"), cancellationToken);

    /// <inheritdoc />
    public Task<NoticePage> Read(string principal, NoticeCursor? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return reads.Read(async connection =>
        {
            var items = new List<StoredNotice>();
            if (after is null or { Read: false })
                items = await ReadPart(connection, principal, "read_at is null", after?.Id, limit + 1);
            if (items.Count <= limit)
                items.AddRange(await ReadPart(connection, principal, "read_at is not null", after is { Read: true } ? after.Id : null, limit + 1 - items.Count));
            if (items.Count <= limit)
                return new NoticePage(items, null);
            var last = items[limit - 1];
            return new NoticePage(items.GetRange(0, limit), new(last.ReadAt is not null, last.Id));
        }, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredNotice>> Parts(string principal, long id, long? after, int limit, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<StoredNotice>>(async connection => await Select(
            connection, "where principal = @principal and (id = @id or head = @id) and id > @after order by id limit @limit",
            new { principal, id, after = after ?? 0, limit }), cancellationToken);

    /// <inheritdoc />
    public Task<int> CountUnread(string principal, CancellationToken cancellationToken = default) => reads.Read(
        connection => connection.ExecuteScalarAsync<int>("select count(*) from notice where principal = @principal and read_at is null and head is null", new { principal }),
        cancellationToken);

    /// <inheritdoc />
    public Task<bool> MarkRead(string principal, long id, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        writes.Write(async connection => await connection.ExecuteAsync(
            "update notice set read_at = coalesce(read_at, @now) where id = @id and principal = @principal and head is null",
            new { id, principal, now = now.ToUnixTimeMilliseconds() }) > 0, cancellationToken);

    /// <inheritdoc />
    public Task MarkAllRead(string principal, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        writes.Write(connection => connection.ExecuteAsync(
            "update notice set read_at = @now where principal = @principal and read_at is null and head is null",
            new { principal, now = now.ToUnixTimeMilliseconds() }), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<(string Cause, string Principal)>> ReceiversOf(string ticket, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<(string, string)>>(async connection =>
            [.. await connection.QueryAsync<(string, string)>("select cause, principal from notice where ticket = @ticket order by id", new { ticket })],
            cancellationToken);

    /// <summary>Deletes some notices that are old: sooner when they were read. What one stood for follows it.</summary>
    public Task<int> Sweep(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        writes.Write(connection => connection.ExecuteAsync(
            """
            delete from notice where id in (
                select id from notice where at <= @read
                    and case when head is null then read_at is not null or at <= @unread else not exists (select 1 from notice whole where whole.id = notice.head) end
                order by at limit @SweptAtOnce)
            """,
            new
            {
                read = (now - KeptRead).ToUnixTimeMilliseconds(),
                unread = (now - KeptUnread).ToUnixTimeMilliseconds(),
                SweptAtOnce,
            }), cancellationToken);

    private static Task<List<StoredNotice>> ReadPart(DbConnection connection, string principal, string part, long? before, int limit) => Select(
        connection, $"where principal = @principal and {part} and head is null and id < @before order by id desc limit @limit",
        new { principal, before = before ?? long.MaxValue, limit });

    private static async Task<List<StoredNotice>> Select(DbConnection connection, string which, object arguments) =>
        [.. (await connection.QueryAsync<(long, string, string, long?, int, long)>($"select {Columns} from notice {which}", arguments)).Select(Stored)];

    private static StoredNotice Stored((long Id, string Principal, string Body, long? ReadAt, int Count, long At) row) => new(
        row.Id, row.Principal, JsonSerializer.Deserialize<Notice>(row.Body, DispatchJson.Stored)!,
        row.ReadAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, row.Count, DateTimeOffset.FromUnixTimeMilliseconds(row.At));

    private async Task<StoredNotice?> Add(DbConnection connection, string message, Notice notice, string principal, DateTimeOffset now)
    {
        // Of two processes that tell one person at once, one begins the notice and the other joins it.
        if (reads.Dialect is SqlDialect.PostgreSql)
            await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('notice/' || @principal, 0))", new { principal });
        var (at, began) = (notice.At.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        var id = await connection.ExecuteScalarAsync<long?>(
            """
            insert into notice (principal, cause, message, ticket, at, body, kind, began)
            values (@principal, @Cause, @message, @Ticket, @at, @body, @Kind, @began)
            on conflict (cause, principal) do nothing returning id
            """,
            new { principal, notice.Cause, message, notice.Ticket, at, body = JsonSerializer.Serialize(notice, DispatchJson.Stored), notice.Kind, began });
        if (id is not { } fresh)
            return null;
        var grown = await connection.QueryAsync<(long, string, string, long?, int, long)>(
            $"""
            update notice set count = count + 1, at = case when at < @at then @at else at end
            where read_at is null and id = (
                select id from notice where principal = @principal and kind = @Kind and read_at is null and head is null and began > @since and id < @fresh
                order by id desc limit 1)
            returning {Columns}
            """,
            new { principal, notice.Kind, at, fresh, since = (now - GrowsFor).ToUnixTimeMilliseconds() });
        if (grown.Select(Stored).FirstOrDefault() is not { } whole)
            return new(fresh, principal, notice, ReadAt: null, Count: 1, notice.At);
        await connection.ExecuteAsync("update notice set head = @Id where id = @fresh", new { whole.Id, fresh });
        return whole;
    }
}
