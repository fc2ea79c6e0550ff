using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>Writes a ticket's list row and its waiting steps.</summary>
/// <remarks>An update that names an indexed column rewrites its index whether or not the value is another, so a row is compared first and only what changes is named.</remarks>
internal static class SqliteTicketRows
{
    /// <summary>Columns that change seldom and that indexes sort by.</summary>
    private static readonly string[] Indexed = ["status", "team", "assignee", "due_at", "resolved_at", "closed_at", "unbooked"];

    /// <summary>Columns that hardly ever change once the ticket came in; then the row is written whole.</summary>
    private static readonly string[] Kept =
    [
        "number", "org", "kind", "channel", "customer", "region", "created_at", "order_number", "product", "external_ref",
        "amount_minor", "amount_currency", "longitude", "latitude", "zone", "content_ids",
    ];

    private static readonly string[] Free = [.. TicketColumns.Names.Skip(1).Except(Kept).Except(Indexed)];

    private static readonly string Upsert = $"""
        insert into ticket_row ({string.Join(", ", TicketColumns.Names)})
        values ({string.Join(", ", TicketColumns.Names.Select((_, i) => $"?{i + 1}"))})
        on conflict (id) do update set {string.Join(", ", TicketColumns.Names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
        """;

    /// <summary>One bit for each indexed column that is another, and one above them for all that are kept.</summary>
    private static readonly string Changes = $"""
        select {string.Join(" | ", Indexed.Select((name, bit) => $"(({name} is not {Parameter(name)}) << {bit})"))}
            | (({string.Join(" or ", Kept.Select(name => $"{name} is not {Parameter(name)}"))}) << {Indexed.Length})
        from ticket_row where id = {Parameter("id")}
        """;

    /// <summary>Updates by which of the indexed columns are others.</summary>
    private static readonly string[] Updates = [.. Enumerable.Range(0, 1 << Indexed.Length).Select(changes => Update(Free.Concat(Indexed.Where((_, bit) => (changes >> bit & 1) is 1))))];

    public static void Write(SqliteSession session, TicketRow row, bool isNew)
    {
        var changes = isNew ? null : Bind(session.Prepare(Changes), row).First(result => (long?)result.Number(0));
        Bind(session.Prepare(changes < Updates.Length ? Updates[changes.Value] : Upsert), row).Run();
        if (!isNew)
            session.Prepare("delete from waiting_step where ticket = ?").Bind(row.Id).Run();
        foreach (var step in row.Waiting)
            session.Prepare("insert into waiting_step (ticket, step, team, skills, since) values (?, ?, ?, ?, ?)")
                .Bind(row.Id).Bind(step.Step).Bind(step.Team).Bind(step.Skills).Bind(step.Since).Run();
    }

    // All parameters are bound, so the last is named even where it is not set.
    private static string Update(IEnumerable<string> columns) => $"""
        update ticket_row set {string.Join(", ", columns.Select(name => $"{name} = {Parameter(name)}"))}
        where id = {Parameter("id")} and ?{TicketColumns.Names.Count} is ?{TicketColumns.Names.Count}
        """;

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
