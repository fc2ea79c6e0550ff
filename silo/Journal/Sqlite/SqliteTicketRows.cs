using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>Writes a ticket's list row and its waiting steps.</summary>
/// <remarks>
/// Most commits change nothing that an index sorts by, and an update that names an indexed column rewrites its index whether or not the
/// value is another. So a row is first updated on condition that nothing indexed changes, and written whole only where something does.
/// </remarks>
internal static class SqliteTicketRows
{
    /// <summary>Columns that hardly ever change once the ticket came in, and those that indexes sort by.</summary>
    private static readonly string[] Kept =
    [
        "number", "org", "kind", "channel", "customer", "region", "created_at", "order_number", "product", "external_ref",
        "amount_minor", "amount_currency", "longitude", "latitude", "zone", "content_ids", "status", "team", "assignee", "due_at", "resolved_at", "closed_at", "unbooked",
    ];

    private static readonly string Upsert = $"""
        insert into ticket_row ({string.Join(", ", TicketColumns.Names)})
        values ({string.Join(", ", TicketColumns.Names.Select((_, i) => $"?{i + 1}"))})
        on conflict (id) do update set {string.Join(", ", TicketColumns.Names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
        """;

    private static readonly string Touch = $"""
        update ticket_row set {string.Join(", ", TicketColumns.Names.Skip(1).Except(Kept).Select(name => $"{name} = {Parameter(name)}"))}
        where id = {Parameter("id")} and {string.Join(" and ", Kept.Select(name => $"{name} is {Parameter(name)}"))}
        """;

    public static void Write(SqliteSession session, TicketRow row, bool isNew)
    {
        if (isNew || Bind(session.Prepare(Touch), row).Run() is 0)
            Bind(session.Prepare(Upsert), row).Run();
        if (!isNew)
            session.Prepare("delete from waiting_step where ticket = ?").Bind(row.Id).Run();
        foreach (var step in row.Waiting)
            session.Prepare("insert into waiting_step (ticket, step, team, skills, since) values (?, ?, ?, ?, ?)")
                .Bind(row.Id).Bind(step.Step).Bind(step.Team).Bind(step.Skills).Bind(step.Since).Run();
    }

    private static string Parameter(string column) => $"?{TicketColumns.Names.Index().First(each => each.Item == column).Index + 1}";

    private static Statement Bind(Statement statement, TicketRow row) => statement
        .Bind(row.Id).Bind(row.Number).Bind(row.Org).Bind(row.Status).Bind(row.Kind).Bind(row.Channel).Bind(row.Priority)
        .Bind(row.Team).Bind(row.Assignee).Bind(row.Customer).Bind(row.Region)
        .Bind(row.CreatedAt).Bind(row.UpdatedAt).Bind(row.DueAt)
        .Bind(row.Version).Bind(row.DueTarget).Bind(row.Breached ? 1 : 0).Bind(row.EscalationLevel)
        .Bind(row.ResolvedAt).Bind(row.ClosedAt).Bind(row.RespondedAt)
        .Bind(row.OrderNumber).Bind(row.Product).Bind(row.ExternalRef)
        .Bind(row.AmountMinor).Bind(row.AmountCurrency).Bind(row.Longitude).Bind(row.Latitude)
        .Bind(row.Zone).Bind(row.Engineer).Bind(TicketColumns.JoinIds(row.ContentIds)).Bind(row.Unbooked);
}
