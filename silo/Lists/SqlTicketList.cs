using System.Data.Common;
using Dapper;
using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Lists;

/// <summary>Ticket lists over either database.</summary>
public sealed class SqlTicketList(IReadConnections connections) : ITicketList
{
    private const int IdsInOneQuery = 500;

    /// <inheritdoc />
    public Task<TicketPage> Read(TicketQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.After?.Sort ?? query.Sort, query.Sort);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 500);
        return connections.Read(async connection =>
        {
            var page = await ReadParts(connection, query, cancellationToken);
            var next = page.Count > query.Limit ? CursorAfter(page[query.Limit - 1], query.Sort) : null;
            var rows = page.Count > query.Limit ? page.GetRange(0, query.Limit) : page;
            return new TicketPage(await WithWaiting(connection, rows, cancellationToken), next);
        }, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<TicketRow>> All(TicketQuery query, CancellationToken cancellationToken = default) =>
        connections.Read<IReadOnlyList<TicketRow>>(async connection =>
        {
            var filter = new TicketFilter(query, connections.Dialect);
            var rows = await Rows(connection, $"select {TicketRowReader.Columns} from ticket_row where {filter.Sql}", filter.Arguments, cancellationToken);
            return await WithWaiting(connection, rows, cancellationToken);
        }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<TicketRow>> ByIds(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        connections.Read<IReadOnlyList<TicketRow>>(async connection =>
        {
            var rows = new List<TicketRow>(ids.Count);
            foreach (var chunk in ids.Chunk(IdsInOneQuery))
                rows.AddRange(await Rows(
                    connection, $"select {TicketRowReader.Columns} from ticket_row where {connections.Dialect.IsOneOf("id", "ids")}",
                    new { ids = connections.Dialect.Values(chunk) }, cancellationToken));
            return await WithWaiting(connection, rows, cancellationToken);
        }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<TicketCount>> Count(TicketQuery query, IReadOnlyList<TicketGroup> by, CancellationToken cancellationToken = default) =>
        connections.Read<IReadOnlyList<TicketCount>>(async connection =>
        {
            var filter = new TicketFilter(query, connections.Dialect);
            var columns = string.Join(", ", by.Select(ColumnOf));
            var sql = by.Count is 0
                ? $"select count(*) from ticket_row where {filter.Sql}"
                : $"select {columns}, count(*) from ticket_row where {filter.Sql} group by {columns} order by {columns}";
            await using var reader = await Run(connection, sql, filter.Arguments, cancellationToken);
            var counts = new List<TicketCount>();
            while (await reader.ReadAsync(cancellationToken))
                counts.Add(new([.. by.Select((group, column) => KeyAt(reader, column, group))], reader.GetInt64(by.Count)));
            return counts;
        }, cancellationToken);

    // By deadline the list has two parts, because tickets without one come last; by creation it has one.
    private async Task<List<TicketRow>> ReadParts(DbConnection connection, TicketQuery query, CancellationToken cancellationToken)
    {
        if (query.Sort is not TicketSort.DueSoonest)
            return await ReadPart(connection, query, query.After, "created_at", "1 = 1", query.Limit + 1, cancellationToken);
        List<TicketRow> rows = [];
        if (query.After is null or { At: not null })
            rows = await ReadPart(connection, query, query.After, "due_at", "due_at is not null", query.Limit + 1, cancellationToken);
        if (rows.Count <= query.Limit)
            rows.AddRange(await ReadPart(
                connection, query, query.After is { At: null } ? query.After : null, null, "due_at is null", query.Limit + 1 - rows.Count, cancellationToken));
        return rows;
    }

    private async Task<List<TicketRow>> ReadPart(
        DbConnection connection, TicketQuery query, TicketCursor? after, string? sortColumn, string part, int limit, CancellationToken cancellationToken)
    {
        var filter = new TicketFilter(query, connections.Dialect);
        var (direction, past) = query.Sort is TicketSort.Newest ? ("desc", "<") : ("asc", ">");
        var place = (after, sortColumn) switch
        {
            (null, _) => "1 = 1",
            (_, null) => $"id {past} @afterId",
            _ => $"({sortColumn}, id) {past} (@afterAt, @afterId)",
        };
        filter.Arguments.AddDynamicParams(new { afterAt = after?.At ?? 0, afterId = after?.Id ?? "", limit });
        var order = sortColumn is null ? $"id {direction}" : $"{sortColumn} {direction}, id {direction}";
        return await Rows(
            connection,
            $"select {TicketRowReader.Columns} from ticket_row where {filter.Sql} and {part} and {place} order by {order} limit @limit",
            filter.Arguments, cancellationToken);
    }

    private static async Task<List<TicketRow>> Rows(DbConnection connection, string sql, object arguments, CancellationToken cancellationToken)
    {
        await using var reader = await Run(connection, sql, arguments, cancellationToken);
        var rows = new List<TicketRow>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(TicketRowReader.Read(reader));
        return rows;
    }

    private async Task<IReadOnlyList<TicketRow>> WithWaiting(
        DbConnection connection, IReadOnlyList<TicketRow> rows, CancellationToken cancellationToken)
    {
        var steps = new List<(string Ticket, WaitingStepRow Step)>();
        foreach (var chunk in rows.Select(row => row.Id).Chunk(IdsInOneQuery))
        {
            await using var reader = await Run(
                connection, $"select ticket, team, step, skills, since from waiting_step where {connections.Dialect.IsOneOf("ticket", "ids")} order by ticket, step",
                new { ids = connections.Dialect.Values(chunk) }, cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                steps.Add((reader.GetString(0), new(
                    reader.GetString(1), reader.GetString(2), reader.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)))));
        }
        if (steps.Count is 0)
            return rows;
        var byTicket = steps.ToLookup(waiting => waiting.Ticket, waiting => waiting.Step);
        return [.. rows.Select(row => byTicket.Contains(row.Id) ? row with { Waiting = [.. byTicket[row.Id]] } : row)];
    }

    private static async Task<DbDataReader> Run(DbConnection connection, string sql, object arguments, CancellationToken cancellationToken) =>
        await connection.ExecuteReaderAsync(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken));

    private static TicketCursor CursorAfter(TicketRow row, TicketSort sort) =>
        new(sort, (sort is TicketSort.DueSoonest ? row.DueAt : row.CreatedAt)?.ToUnixTimeMilliseconds(), row.Id);

    private static string ColumnOf(TicketGroup group) => group switch
    {
        TicketGroup.Status => "status",
        TicketGroup.Team => "team",
        TicketGroup.Assignee => "assignee",
        TicketGroup.Kind => "kind",
        TicketGroup.Priority => "priority",
        TicketGroup.Channel => "channel",
        TicketGroup.Region => "region",
        TicketGroup.Zone => "zone",
        TicketGroup.Breached => "breached",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "No column to count by."),
    };

    private static string? KeyAt(DbDataReader row, int column, TicketGroup group) =>
        row.IsDBNull(column) ? null
        : group is TicketGroup.Breached ? (row.GetBoolean(column) ? "true" : "false")
        : row.GetString(column);
}
