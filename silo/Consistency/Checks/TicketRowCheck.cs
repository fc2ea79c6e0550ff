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
            Broken(entity.Stored.Id, "unlisted");
        else if (TicketRows.Of(ticket, entity.Stored.Version) is var should && !Same(entity.Row, should))
            foreach (var (member, listed, expected) in Differences(entity.Row, should))
                Broken(entity.Stored.Id, "listed-otherwise", ("member", member), ("listed", listed), ("expected", expected));
    }

    /// <inheritdoc />
    public override async Task Ask(DbConnection connection, CancellationToken cancellationToken)
    {
        foreach (var id in await connection.QueryAsync<string>(Sql("select id from ticket_row r where not exists (select 1 from known_entity e where e.id = 'ticket/' || r.id)")))
            Broken($"ticket/{id}", "listed-without-ticket");
        foreach (var id in await connection.QueryAsync<string>(Sql("select distinct ticket from waiting_step w where not exists (select 1 from ticket_row r where r.id = w.ticket)")))
            Broken($"ticket/{id}", "queued-without-ticket");

        CommandDefinition Sql(string text) => new(text, cancellationToken: cancellationToken);
    }

    // Nearly all rows are right, and telling what differs costs far more than telling that nothing does.
    private static bool Same(TicketRow listed, TicketRow expected) =>
        listed with { Waiting = [], ContentIds = [] } == expected with { Waiting = [], ContentIds = [] }
        && listed.ContentIds.SequenceEqual(expected.ContentIds) && InOrder(listed).SequenceEqual(InOrder(expected));

    private static IEnumerable<WaitingStepRow> InOrder(TicketRow row) => row.Waiting.OrderBy(step => step.Step, StringComparer.Ordinal);

    private static IEnumerable<(string Member, string Listed, string Expected)> Differences(TicketRow listed, TicketRow expected)
    {
        var (was, should) = (Json(listed), Json(expected));
        foreach (var name in should.Select(member => member.Key).Union(was.Select(member => member.Key)))
            if (!JsonNode.DeepEquals(was[name], should[name]))
                yield return (name, was[name]?.ToJsonString() ?? "null", should[name]?.ToJsonString() ?? "null");
    }

    private static JsonObject Json(TicketRow row) => JsonSerializer.SerializeToNode(
        row with { Waiting = [.. InOrder(row)] }, DispatchJson.Stored)!.AsObject();
}
