using Dispatch.Fields;

namespace Dispatch.Tickets;

/// <summary>A ticket as conditions see it.</summary>
public sealed class TicketFieldSource(Ticket ticket) : IFieldSource
{
    /// <inheritdoc />
    public FieldValue Get(string fieldId)
    {
        var facts = ticket.Facts;
        return fieldId switch
        {
            TicketFields.Kind => FieldValue.Of(facts?.Kind),
            TicketFields.Number => FieldValue.Of(facts?.Number),
            TicketFields.Channel => FieldValue.Of(facts?.Channel),
            TicketFields.Priority => FieldValue.Of(CamelCase(ticket.Priority)),
            TicketFields.Status => FieldValue.Of(CamelCase(ticket.Status)),
            TicketFields.Team => FieldValue.Of(ticket.Team),
            TicketFields.Assignee => FieldValue.Of(ticket.Assignee),
            TicketFields.Engineer => FieldValue.Of(ticket.Engineer),
            TicketFields.Customer => FieldValue.Of(facts?.Customer),
            TicketFields.CustomerTier => FieldValue.Of(facts?.CustomerTier),
            TicketFields.Amount => FieldValue.Of(facts?.Amount?.Minor),
            TicketFields.Currency => FieldValue.Of(facts?.Amount?.Currency),
            TicketFields.OrderNumber => FieldValue.Of(facts?.OrderNumber),
            TicketFields.Product => FieldValue.Of(facts?.Product),
            TicketFields.Serial => FieldValue.Of(facts?.Serial),
            TicketFields.Region => FieldValue.Of(facts?.Region),
            TicketFields.Zone => FieldValue.Of(facts?.Zone),
            TicketFields.Place => FieldValue.Of(facts?.Place),
            TicketFields.ExternalRef => FieldValue.Of(facts?.ExternalRef),
            TicketFields.CreatedAt => FieldValue.Of((DateTimeOffset?)ticket.CreatedAt),
            TicketFields.UpdatedAt => FieldValue.Of((DateTimeOffset?)ticket.UpdatedAt),
            TicketFields.RespondedAt => FieldValue.Of(ticket.RespondedAt),
            TicketFields.ResolvedAt => FieldValue.Of(ticket.ResolvedAt),
            TicketFields.ClosedAt => FieldValue.Of(ticket.ClosedAt),
            TicketFields.DueAt => FieldValue.Of(ticket.NearestDue?.DueAt),
            TicketFields.Breached => FieldValue.Of((bool?)ticket.Sla.Breached),
            TicketFields.EscalationLevel => FieldValue.Of((long)ticket.EscalationLevel),
            _ => ticket.Data.Get(fieldId),
        };
    }

    /// <summary>An enum value as JSON and columns write it.</summary>
    public static string CamelCase<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
