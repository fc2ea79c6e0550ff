using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dispatch.Conditions;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Lists;
using Dispatch.Tickets;

namespace Dispatch.Silo.Outcomes;

/// <summary>How promises came out, over either database: written from the journal, read by reports.</summary>
public sealed class SqlOutcomes(IReadConnections reads, IWriteConnections writes)
{
    private const string Reader = "outcomes";

    private static readonly (string Name, string Type)[] OutcomeColumns =
    [
        ("ticket", "text"), ("clock", "text"), ("started_at", "bigint"), ("target", "text"), ("metric", "text"), ("policy", "text"), ("policy_version", "integer"),
        ("budget", "bigint"), ("met", "boolean"), ("decided_at", "bigint"), ("ended_at", "bigint"), ("margin", "bigint"), ("team", "text"), ("person", "text"),
    ];

    private static readonly (string Name, string Type)[] HoldingColumns =
    [
        ("ticket", "text"), ("clock", "text"), ("started_at", "bigint"), ("part", "integer"), ("team", "text"), ("person", "text"),
        ("from_at", "bigint"), ("to_at", "bigint"), ("counted", "bigint"), ("late", "bigint"),
    ];

    /// <summary>The journal's sequence number up to which every outcome is written; 0 when none is.</summary>
    public Task<long> Position(CancellationToken cancellationToken = default) => reads.Read(
        connection => connection.QuerySingleOrDefaultAsync<long>("select seq from feed_position where reader = @Reader", new { Reader }), cancellationToken);

    /// <summary>Replaces what is known of some tickets and moves the position, in one transaction that is not a commit's.</summary>
    /// <param name="position">The new position; null leaves it where it is.</param>
    public Task Write(IReadOnlyDictionary<string, IReadOnlyList<SlaOutcome>> tickets, long? position, CancellationToken cancellationToken = default) =>
        writes.Write(async connection =>
        {
            if (tickets.Count > 0)
                await Replace(connection, tickets);
            if (position is { } seq)
                await connection.ExecuteAsync(
                    "insert into feed_position (reader, seq) values (@Reader, @seq) on conflict (reader) do update set seq = excluded.seq", new { Reader, seq });
            return true;
        }, cancellationToken);

    private async Task Replace(DbConnection connection, IReadOnlyDictionary<string, IReadOnlyList<SlaOutcome>> tickets)
    {
        var known = new { tickets = reads.Dialect.Values(tickets.Keys) };
        foreach (var table in (string[])["sla_holding", "sla_outcome"])
            await connection.ExecuteAsync($"delete from {table} where {reads.Dialect.IsOneOf("ticket", "tickets")}", known);
        await Insert(connection, "sla_outcome", OutcomeColumns, tickets.SelectMany(ticket => ticket.Value.Select(outcome => RowOf(ticket.Key, outcome))));
        await Insert(connection, "sla_holding", HoldingColumns, tickets.SelectMany(ticket => ticket.Value.SelectMany(outcome => HoldingsOf(ticket.Key, outcome))));
    }

    // One statement and one parameter for any number of rows.
    private async Task Insert(DbConnection connection, string table, (string Name, string Type)[] columns, IEnumerable<object?[]> rows)
    {
        var names = columns.Select(column => column.Name).ToList();
        var list = string.Join(", ", names);
        var source = reads.Dialect is SqlDialect.Sqlite
            ? $"{string.Join(", ", names.Select(name => $"value ->> '{name}'"))} from json_each(@json)"
            : $"{list} from json_to_recordset(@json::json) as each ({string.Join(", ", columns.Select(column => $"{column.Name} {column.Type}"))})";
        var json = JsonSerializer.Serialize(rows.Select(row => names.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second)));
        await connection.ExecuteAsync($"insert into {table} ({list}) select {source}", new { json });
    }

    private static object?[] RowOf(string ticket, SlaOutcome outcome) =>
    [
        ticket, outcome.Clock, outcome.StartedAt.ToUnixTimeMilliseconds(), outcome.Target, TicketFieldSource.CamelCase(outcome.Metric), outcome.Policy?.Id, outcome.Policy?.Version,
        Ms(outcome.Budget), outcome.Met, outcome.DecidedAt.ToUnixTimeMilliseconds(), outcome.EndedAt?.ToUnixTimeMilliseconds(), outcome.Margin is { } margin ? Ms(margin) : null,
        outcome.Responsible.Team, outcome.Responsible.Person,
    ];

    private static IEnumerable<object?[]> HoldingsOf(string ticket, SlaOutcome outcome) => outcome.Held.Select((held, i) => (object?[])
    [
        ticket, outcome.Clock, outcome.StartedAt.ToUnixTimeMilliseconds(), i, held.Holder.Team, held.Holder.Person,
        held.From.ToUnixTimeMilliseconds(), held.To.ToUnixTimeMilliseconds(), Ms(held.Counted), Ms(held.Late),
    ]);

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;
}
