using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>Writes a ticket's list row and its waiting steps.</summary>
internal static class SqliteTicketRows
{
    private static readonly string Upsert = $"""
        insert into ticket_row ({string.Join(", ", TicketColumns.Names)})
        values ({string.Join(", ", TicketColumns.Names.Select(_ => "?"))})
        on conflict (id) do update set {string.Join(", ", TicketColumns.Names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
        """;

    public static void Write(SqliteSession session, TicketRow row, bool isNew)
    {
        session.Prepare(Upsert)
            .Bind(row.Id).Bind(row.Number).Bind(row.Org).Bind(row.Status).Bind(row.Kind).Bind(row.Channel).Bind(row.Priority)
            .Bind(row.Team).Bind(row.Assignee).Bind(row.Customer).Bind(row.Region)
            .Bind(row.CreatedAt).Bind(row.UpdatedAt).Bind(row.DueAt)
            .Bind(row.Version).Bind(row.DueTarget).Bind(row.Breached ? 1 : 0).Bind(row.EscalationLevel)
            .Bind(row.ResolvedAt).Bind(row.ClosedAt).Bind(row.RespondedAt)
            .Bind(row.OrderNumber).Bind(row.Product).Bind(row.ExternalRef)
            .Bind(row.AmountMinor).Bind(row.AmountCurrency).Bind(row.Longitude).Bind(row.Latitude)
            .Bind(row.Zone).Bind(row.Engineer).Bind(TicketColumns.JoinIds(row.ContentIds))
            .Run();
        if (!isNew)
            session.Prepare("delete from waiting_step where ticket = ?").Bind(row.Id).Run();
        foreach (var step in row.Waiting)
            session.Prepare("insert into waiting_step (ticket, step, team, skills, since) values (?, ?, ?, ?, ?)")
                .Bind(row.Id).Bind(step.Step).Bind(step.Team).Bind(step.Skills).Bind(step.Since).Run();
    }
}
