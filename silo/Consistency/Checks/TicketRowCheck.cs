using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;

namespace Dispatch.Silo.Consistency.Checks;

/// <summary>Each ticket's list row and queue entries say what the ticket says.</summary>
public sealed class TicketRowCheck : Check
{
    /// <inheritdoc />
    public override string Name => "ticket rows";

    /// <inheritdoc />
    public override void See(SeenEntity entity)
    {
        if (entity.State is not Ticket ticket)
            return;
        if (entity.Row is null)
            Broken(entity.Stored.Id, "is not in the list");
        else if (Differences(entity.Row, TicketRows.Of(ticket, entity.Stored.Version)).ToList() is { Count: > 0 } differences)
            Broken(entity.Stored.Id, $"is listed with {string.Join(", ", differences)}");
    }

    /// <inheritdoc />
    public override async Task Ask(DbConnection connection, CancellationToken cancellationToken)
    {
        foreach (var id in await connection.QueryAsync<string>(Sql("select id from ticket_row r where not exists (select 1 from entity e where e.id = 'ticket/' || r.id)")))
            Broken($"ticket/{id}", "is listed and does not exist");
        foreach (var id in await connection.QueryAsync<string>(Sql("select distinct ticket from waiting_step w where not exists (select 1 from ticket_row r where r.id = w.ticket)")))
            Broken($"ticket/{id}", "waits in a queue and is not listed");

        CommandDefinition Sql(string text) => new(text, cancellationToken: cancellationToken);
    }

    private static IEnumerable<string> Differences(TicketRow listed, TicketRow expected)
    {
        var (was, should) = (Json(listed), Json(expected));
        foreach (var name in should.Select(member => member.Key).Union(was.Select(member => member.Key)))
            if (!JsonNode.DeepEquals(was[name], should[name]))
                yield return $"{name} {was[name]?.ToJsonString() ?? "empty"} instead of {should[name]?.ToJsonString() ?? "empty"}";
    }

    private static JsonObject Json(TicketRow row) => JsonSerializer.SerializeToNode(
        row with { Waiting = [.. row.Waiting.OrderBy(step => step.Step, StringComparer.Ordinal)] }, DispatchJson.Stored)!.AsObject();
}
