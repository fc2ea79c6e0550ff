using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Dapper;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Lists;
using Microsoft.Data.Sqlite;

namespace Dispatch.Silo.Consistency;

/// <summary>The database as it stood at one moment: one read transaction, beside which the service may go on writing.</summary>
internal sealed class DatabaseSnapshot(DbConnection connection, IReadOnlyDictionary<string, EntityFold> folds) : IAsyncDisposable
{
    private const int PageSize = 500;

    /// <summary>Begins the transaction; everything read afterwards belongs to one moment.</summary>
    public async Task Begin(CancellationToken cancellationToken)
    {
        await Execute(connection is SqliteConnection ? "begin transaction" : "begin isolation level repeatable read read only", cancellationToken);
        // SQLite takes its snapshot with the first read.
        await connection.ExecuteScalarAsync(new CommandDefinition("select max(seq) from event", cancellationToken: cancellationToken));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Execute("rollback transaction", CancellationToken.None);
        }
        catch (DbException)
        {
            // A failure before ended the transaction; that failure is the one to report.
        }
    }

    /// <summary>All entities in the order of their keys, with events folded and list rows read.</summary>
    public async IAsyncEnumerable<SeenEntity> Entities([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (await Page(after, cancellationToken) is { Count: > 0 } page)
        {
            var rows = await Rows(page, cancellationToken);
            var seen = page.ConvertAll(stored => new SeenEntity(stored, folds.GetValueOrDefault(stored.Kind), rows.GetValueOrDefault(stored.Id)));
            await FoldEvents(seen, cancellationToken);
            foreach (var entity in seen)
                yield return entity;
            after = page[^1].Id;
        }
    }

    private async Task<List<StoredEntity>> Page(string after, CancellationToken cancellationToken)
    {
        await using var reader = await Query(
            "select id, kind, org, version, shape, wake_at, state from known_entity where id > @after order by id limit @limit",
            new { after, limit = PageSize }, cancellationToken);
        var page = new List<StoredEntity>(PageSize);
        while (await reader.ReadAsync(cancellationToken))
            page.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt32(4),
                reader.IsDBNull(5) ? null : Instant(reader, 5), Encoding.UTF8.GetBytes(reader.GetString(6))));
        return page;
    }

    private async Task FoldEvents(List<SeenEntity> page, CancellationToken cancellationToken)
    {
        var byId = page.ToDictionary(entity => entity.Stored.Id, StringComparer.Ordinal);
        await using var reader = await Query(
            """
            select seq, entity_id, version, kind, at, org, actor, body from event
            where entity_id >= @first and entity_id <= @last order by entity_id, version
            """,
            new { first = page[0].Stored.Id, last = page[^1].Stored.Id }, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (byId.TryGetValue(reader.GetString(1), out var entity))
                entity.Fold(new(
                    reader.GetInt64(0), entity.Stored.Id, reader.GetInt64(2), reader.GetString(3), Instant(reader, 4), reader.GetString(5),
                    reader.GetString(6), null, null, null, null, Encoding.UTF8.GetBytes(reader.GetString(7))));
        }
    }

    private async Task<Dictionary<string, TicketRow>> Rows(List<StoredEntity> page, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, TicketRow>(StringComparer.Ordinal);
        string[] ids = [.. page.Where(stored => stored.Kind == Tickets.Ticket.Kind).Select(stored => stored.Id[(Tickets.Ticket.Kind.Length + 1)..])];
        if (ids is [])
            return rows;
        var range = new { first = ids[0], last = ids[^1] };
        var waiting = await Waiting(range, cancellationToken);
        await using var reader = await Query(
            $"select {TicketRowReader.Columns} from ticket_row where id >= @first and id <= @last", range, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = TicketRowReader.Read(reader);
            rows[$"{Tickets.Ticket.Kind}/{row.Id}"] = row with { Waiting = [.. waiting[row.Id]] };
        }
        return rows;
    }

    private async Task<ILookup<string, WaitingStepRow>> Waiting(object range, CancellationToken cancellationToken)
    {
        await using var reader = await Query(
            "select ticket, team, step, skills, since from waiting_step where ticket >= @first and ticket <= @last order by ticket, step",
            range, cancellationToken);
        var steps = new List<(string Ticket, WaitingStepRow Step)>();
        while (await reader.ReadAsync(cancellationToken))
            steps.Add((reader.GetString(0), new(reader.GetString(1), reader.GetString(2), reader.GetString(3), Instant(reader, 4))));
        return steps.ToLookup(each => each.Ticket, each => each.Step);
    }

    private async Task<DbDataReader> Query(string sql, object arguments, CancellationToken cancellationToken) =>
        await connection.ExecuteReaderAsync(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken));

    private async Task Execute(string sql, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));

    private static DateTimeOffset Instant(DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
