using System.Data.Common;
using System.Globalization;
using Dapper;
using Dispatch.Conditions;
using Dispatch.Silo.Lists;

namespace Dispatch.Silo.Outcomes;

/// <summary>Counts and lists outcomes over either database.</summary>
public sealed class SqlOutcomeReports(IReadConnections connections)
{
    private const string Counts = """
        count(*) filter (where met), count(*) filter (where not met), count(*) filter (where not met and ended_at is null),
        cast(coalesce(sum(margin) filter (where met), 0) as bigint), cast(coalesce(-sum(margin) filter (where not met and margin < 0), 0) as bigint),
        cast(coalesce(-min(margin) filter (where not met and margin < 0), 0) as bigint)
        """;

    /// <summary>Counts outcomes by what they have in common, in the order of the keys.</summary>
    public Task<IReadOnlyList<OutcomeCount>> Count(OutcomeQuery query, OutcomeGroup by, CancellationToken cancellationToken = default) =>
        connections.Read<IReadOnlyList<OutcomeCount>>(async connection =>
        {
            var filter = new OutcomeFilter(query, connections.Dialect);
            var keys = ColumnsOf(by);
            var (list, group) = keys.Length is 0 ? ("", "") : ($"{string.Join(", ", keys)}, ", $"group by {string.Join(", ", keys)} order by {string.Join(", ", keys)}");
            await using var row = await Run(connection, $"select {list}{Counts} from sla_outcome o where {filter.Sql} {group}", filter.Arguments, cancellationToken);
            var counts = new List<OutcomeCount>();
            while (await row.ReadAsync(cancellationToken))
                counts.Add(new(
                    [.. keys.Select((_, i) => row.IsDBNull(i) ? null : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))],
                    row.GetInt64(keys.Length), row.GetInt64(keys.Length + 1), row.GetInt64(keys.Length + 2),
                    Span(row.GetInt64(keys.Length + 3)), Span(row.GetInt64(keys.Length + 4)), Span(row.GetInt64(keys.Length + 5))));
            return counts;
        }, cancellationToken);

    /// <summary>How long each team, or each person, had what the clocks of the outcomes measured.</summary>
    /// <param name="by"><see cref="OutcomeGroup.Team"/> or <see cref="OutcomeGroup.Person"/>.</param>
    public Task<IReadOnlyList<HeldTime>> Held(OutcomeQuery query, OutcomeGroup by, CancellationToken cancellationToken = default) =>
        connections.Read<IReadOnlyList<HeldTime>>(async connection =>
        {
            var filter = new OutcomeFilter(query, connections.Dialect);
            var key = $"h.{ColumnsOf(by)[0]}";
            await using var row = await Run(
                connection,
                $"""
                select {key}, cast(sum(h.counted) as bigint), cast(sum(h.late) as bigint)
                from sla_outcome o join sla_holding h on h.ticket = o.ticket and h.clock = o.clock and h.started_at = o.started_at
                where {filter.Sql} group by {key} order by {key}
                """,
                filter.Arguments, cancellationToken);
            var held = new List<HeldTime>();
            while (await row.ReadAsync(cancellationToken))
                held.Add(new(row.IsDBNull(0) ? null : row.GetString(0), Span(row.GetInt64(1)), Span(row.GetInt64(2))));
            return held;
        }, cancellationToken);

    /// <summary>Outcomes one by one, latest first, each with who had the ticket.</summary>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="limit">Most outcomes of a page.</param>
    public Task<(IReadOnlyList<ListedOutcome> Outcomes, OutcomeCursor? Next)> Read(
        OutcomeQuery query, OutcomeCursor? after, int limit, CancellationToken cancellationToken = default) =>
        connections.Read<(IReadOnlyList<ListedOutcome>, OutcomeCursor?)>(async connection =>
        {
            var filter = new OutcomeFilter(query, connections.Dialect);
            filter.Arguments.AddDynamicParams(new { at = after?.DecidedAt, ticket = after?.Ticket, clock = after?.Clock, started = after?.StartedAt, most = limit + 1 });
            var place = after is null ? "1 = 1" : "(o.decided_at, o.ticket, o.clock, o.started_at) < (@at, @ticket, @clock, @started)";
            var rows = new List<ListedOutcome>();
            await using (var row = await Run(
                connection,
                $"""
                select {ListedOutcome.Columns} from sla_outcome o join ticket_row r on r.id = o.ticket where {filter.Sql} and {place}
                order by o.decided_at desc, o.ticket desc, o.clock desc, o.started_at desc limit @most
                """,
                filter.Arguments, cancellationToken))
                while (await row.ReadAsync(cancellationToken))
                    rows.Add(ListedOutcome.Of(row));
            var page = rows.Count > limit ? rows.GetRange(0, limit) : rows;
            return (await WithHoldings(connection, page, cancellationToken), rows.Count > limit ? OutcomeCursor.After(page[^1]) : null);
        }, cancellationToken);

    private async Task<IReadOnlyList<ListedOutcome>> WithHoldings(DbConnection connection, List<ListedOutcome> page, CancellationToken cancellationToken)
    {
        var held = new List<((string, string, DateTimeOffset) Of, ListedHolding Holding)>();
        await using var row = await Run(
            connection,
            $"""
            select ticket, clock, started_at, {ListedHolding.Columns} from sla_holding
            where {connections.Dialect.IsOneOf("ticket", "tickets")} order by ticket, clock, started_at, part
            """,
            new { tickets = connections.Dialect.Values(page.Select(outcome => outcome.Ticket).Distinct(StringComparer.Ordinal)) }, cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            held.Add(((row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))), ListedHolding.Of(row, 3)));
        var byOutcome = held.ToLookup(each => each.Of, each => each.Holding);
        return [.. page.Select(outcome => outcome with { Held = [.. byOutcome[(outcome.Ticket, outcome.Clock, outcome.StartedAt)]] })];
    }

    private static string[] ColumnsOf(OutcomeGroup by) => by switch
    {
        OutcomeGroup.None => [],
        OutcomeGroup.Target => ["policy", "target", "metric"],
        OutcomeGroup.Team => ["team"],
        OutcomeGroup.Person => ["person"],
        OutcomeGroup.Quarter => ["decided_at / 900000"],
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "No column to count by."),
    };

    private static TimeSpan Span(long ms) => TimeSpan.FromMilliseconds(ms);

    private static async Task<DbDataReader> Run(DbConnection connection, string sql, object arguments, CancellationToken cancellationToken) =>
        await connection.ExecuteReaderAsync(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken));
}

/// <summary>A query's choice of outcomes as SQL over <c>sla_outcome o</c>.</summary>
internal sealed class OutcomeFilter
{
    private readonly SqlDialect dialect;

    public OutcomeFilter(OutcomeQuery query, SqlDialect dialect)
    {
        this.dialect = dialect;
        var tickets = new TicketFilter(query.Tickets, dialect);
        Arguments = tickets.Arguments;
        Arguments.AddDynamicParams(new { decidedFrom = query.From.ToUnixTimeMilliseconds(), decidedTo = query.To.ToUnixTimeMilliseconds() });
        Sql = $"o.decided_at >= @decidedFrom and o.decided_at < @decidedTo and o.ticket in (select id from ticket_row where {tickets.Sql})"
            + Choice("policy", query.Policies) + Choice("target", query.Targets) + Choice("metric", query.Metrics)
            + Choice("team", query.Teams) + Choice("person", query.People)
            + (query.Met switch { true => " and o.met", false => " and not o.met", null => "" });
    }

    /// <summary>Inside of the WHERE clause.</summary>
    public string Sql { get; }

    /// <summary>Values of its parameters.</summary>
    public DynamicParameters Arguments { get; }

    private string Choice(string column, IReadOnlyList<string> values)
    {
        if (values.Count is 0)
            return "";
        var parameter = $"outcome_{column}";
        Arguments.Add(parameter, dialect.Values(values));
        return $" and {dialect.IsOneOf($"o.{column}", parameter)}";
    }
}
