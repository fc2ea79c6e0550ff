using Dispatch.Grains.Journal;
using Npgsql;

namespace Dispatch.Bench;

/// <summary>The baseline on PostgreSQL: four statements over arrays, a whole transaction in one round trip.</summary>
internal sealed class PostgresBaseline : IDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection connection;
    private long seq;

    public PostgresBaseline(string connectionString)
    {
        source = NpgsqlDataSource.Create($"{connectionString};Max Auto Prepare=20;Auto Prepare Min Usages=1");
        connection = source.OpenConnection();
        using var schema = new NpgsqlCommand(BaselineScript.Section("postgres-schema"), connection);
        schema.ExecuteNonQuery();
    }

    public void Write(int from, int to)
    {
        for (var first = from; first < to; first += BaselineScript.Batch)
            Write([.. Enumerable.Range(first, Math.Min(to - first, BaselineScript.Batch)).Select(Workload.Ticket)]);
    }

    public void Dispose()
    {
        connection.Dispose();
        source.Dispose();
    }

    // Sent with one sync at its end, so it is one transaction.
    private void Write(Commit[] tickets)
    {
        var events = tickets.SelectMany(ticket => ticket.Events.Select((@event, i) => (Ticket: ticket, Event: @event, Version: i + 1L))).ToArray();
        var keys = tickets.SelectMany(ticket => ticket.Keys.Select(key => (Ticket: ticket, Key: key))).ToArray();
        var rows = System.Array.ConvertAll(tickets, ticket => ticket.Row!);
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Insert("entity-arrays", Text(tickets, t => t.EntityId), Text(tickets, t => t.Kind), Text(tickets, t => t.Org),
                    Long(tickets, t => t.Events.Count), Array(tickets, t => t.Shape, "integer[]"), Instant(tickets, t => t.WakeAt),
                    Array(tickets, t => t.State, "text[]")),
                Insert("event-arrays", Long(events, _ => ++seq), Text(events, e => e.Ticket.EntityId), Long(events, e => e.Version),
                    Text(events, e => e.Event.Kind), Instant(events, e => e.Event.At), Text(events, e => e.Ticket.Org),
                    Text(events, e => e.Ticket.Origin.Actor), Text(events, e => e.Ticket.Origin.OnBehalfOf),
                    Text(events, e => e.Ticket.Origin.Correlation), Text(events, e => e.Ticket.Origin.Causation),
                    Text(events, e => e.Event.Config), Array(events, e => e.Event.Body, "text[]")),
                Insert("key-arrays", Text(keys, k => k.Key.Scope), Text(keys, k => k.Key.Key), Text(keys, k => k.Ticket.EntityId),
                    Text(keys, k => k.Key.BodyHash), Instant(keys, k => k.Key.ExpiresAt)),
                Insert("row-arrays", Text(rows, r => r.Id), Text(rows, r => r.Number), Text(rows, r => r.Org), Text(rows, r => r.Status),
                    Text(rows, r => r.Kind), Text(rows, r => r.Channel), Text(rows, r => r.Priority), Text(rows, r => r.Team),
                    Text(rows, r => r.Assignee), Text(rows, r => r.Customer), Text(rows, r => r.Region), Instant(rows, r => r.CreatedAt),
                    Instant(rows, r => r.UpdatedAt), Instant(rows, r => r.DueAt), Text(rows, r => r.OrderNumber), Text(rows, r => r.Product),
                    Text(rows, r => r.ExternalRef)),
            },
        };
        batch.ExecuteNonQuery();
    }

    private static NpgsqlBatchCommand Insert(string section, params NpgsqlParameter[] arrays)
    {
        var command = new NpgsqlBatchCommand(BaselineScript.Section(section));
        command.Parameters.AddRange(arrays);
        return command;
    }

    private static NpgsqlParameter Text<T>(T[] rows, Converter<T, string?> value) => Array(rows, value, "text[]");

    private static NpgsqlParameter Long<T>(T[] rows, Converter<T, long> value) => Array(rows, value, "bigint[]");

    private static NpgsqlParameter Instant<T>(T[] rows, Converter<T, DateTimeOffset?> value) =>
        Array(rows, row => value(row)?.ToUnixTimeMilliseconds(), "bigint[]");

    private static NpgsqlParameter Array<TRow, T>(TRow[] rows, Converter<TRow, T> value, string type) =>
        new NpgsqlParameter<T[]> { TypedValue = System.Array.ConvertAll(rows, value), DataTypeName = type };
}
