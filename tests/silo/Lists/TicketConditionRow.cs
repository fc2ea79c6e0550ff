using Dispatch.Fields;
using Dispatch.Grains.Journal;

namespace Dispatch.Tests.Silo.Lists;

/// <summary>Writes field values as the row that the journal keeps of a ticket.</summary>
internal static class TicketConditionRow
{
    public static TicketRow Of(string id, FieldValues ticket)
    {
        ticket.Get(TicketFields.Place).TryPlace(out var place);
        return new(
            id, Text(TicketFields.Number)!, "acme/east", Text(TicketFields.Status)!, Text(TicketFields.Kind)!, Text(TicketFields.Channel)!,
            Text(TicketFields.Priority)!, Text(TicketFields.Team), Text(TicketFields.Assignee), Text(TicketFields.Customer), Text(TicketFields.Region),
            At(TicketFields.CreatedAt)!.Value, At(TicketFields.UpdatedAt)!.Value, At(TicketFields.DueAt))
        {
            Version = 1,
            Breached = ticket.Get(TicketFields.Breached) == FieldValue.Of(true),
            EscalationLevel = (int)Whole(TicketFields.EscalationLevel)!.Value,
            ResolvedAt = At(TicketFields.ResolvedAt),
            ClosedAt = At(TicketFields.ClosedAt),
            RespondedAt = At(TicketFields.RespondedAt),
            OrderNumber = Text(TicketFields.OrderNumber),
            Product = Text(TicketFields.Product),
            ExternalRef = Text(TicketFields.ExternalRef),
            AmountMinor = Whole(TicketFields.Amount),
            AmountCurrency = Text(TicketFields.Currency),
            Longitude = place?.Longitude,
            Latitude = place?.Latitude,
            Zone = Text(TicketFields.Zone),
            Engineer = Text(TicketFields.Engineer),
        };

        string? Text(string field) => ticket.Get(field).TryText(out var text) ? text : null;
        long? Whole(string field) => ticket.Get(field).TryWhole(FieldValueKind.Integer, out var whole) ? whole : null;
        DateTimeOffset? At(string field) =>
            ticket.Get(field).TryWhole(FieldValueKind.Instant, out var milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
