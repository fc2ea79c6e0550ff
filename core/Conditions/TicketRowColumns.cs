using System.Collections.Frozen;
using Dispatch.Fields;

namespace Dispatch.Conditions;

/// <summary>Which fields the table <c>ticket_row</c> carries, and in which column.</summary>
public static class TicketRowColumns
{
    private static readonly FrozenDictionary<string, string> Columns = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [TicketFields.Kind] = "kind",
        [TicketFields.Number] = "number",
        [TicketFields.Channel] = "channel",
        [TicketFields.Priority] = "priority",
        [TicketFields.Status] = "status",
        [TicketFields.Team] = "team",
        [TicketFields.Assignee] = "assignee",
        [TicketFields.Engineer] = "engineer",
        [TicketFields.Customer] = "customer",
        [TicketFields.Amount] = "amount_minor",
        [TicketFields.Currency] = "amount_currency",
        [TicketFields.OrderNumber] = "order_number",
        [TicketFields.Product] = "product",
        [TicketFields.Region] = "region",
        [TicketFields.Zone] = "zone",
        [TicketFields.Place] = "longitude",
        [TicketFields.ExternalRef] = "external_ref",
        [TicketFields.CreatedAt] = "created_at",
        [TicketFields.UpdatedAt] = "updated_at",
        [TicketFields.DueAt] = "due_at",
        [TicketFields.RespondedAt] = "responded_at",
        [TicketFields.ResolvedAt] = "resolved_at",
        [TicketFields.ClosedAt] = "closed_at",
        [TicketFields.Breached] = "breached",
        [TicketFields.EscalationLevel] = "escalation_level",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The column of a field, or null when lists do not carry it.</summary>
    public static string? Find(string fieldId) => Columns.GetValueOrDefault(fieldId);
}
