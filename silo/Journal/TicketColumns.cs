namespace Dispatch.Silo.Journal;

/// <summary>The columns of <c>ticket_row</c>, in the order in which both databases write and read them.</summary>
public static class TicketColumns
{
    /// <summary>Names of the columns.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "id", "number", "org", "status", "kind", "channel", "priority",
        "team", "assignee", "customer", "region",
        "created_at", "updated_at", "due_at",
        "version", "due_target", "breached", "escalation_level",
        "resolved_at", "closed_at", "responded_at",
        "order_number", "product", "external_ref",
        "amount_minor", "amount_currency", "longitude", "latitude",
        "zone", "engineer", "content_ids", "unbooked",
    ];

    /// <summary>Ids hold no blanks, so a blank parts them.</summary>
    public static string JoinIds(IReadOnlyList<string> ids) => string.Join(' ', ids);

    /// <summary>Undoes <see cref="JoinIds"/>.</summary>
    public static IReadOnlyList<string> SplitIds(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
