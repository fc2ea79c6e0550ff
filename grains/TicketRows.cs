using System.Globalization;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>The list row that goes with every commit of a ticket.</summary>
public static class TicketRows
{
    /// <summary>The row of a ticket at a version.</summary>
    public static TicketRow Of(Ticket ticket, long version)
    {
        var facts = ticket.Facts!;
        var due = ticket.NearestDue;
        return new(
            ticket.Id, facts.Number, facts.Org, TicketFieldSource.CamelCase(ticket.Status), facts.Kind, facts.Channel,
            TicketFieldSource.CamelCase(ticket.Priority), ticket.Team, ticket.Assignee, facts.Customer, facts.Region,
            ticket.CreatedAt, ticket.UpdatedAt, due?.DueAt)
        {
            Version = version,
            DueTarget = due?.Target,
            Breached = ticket.Sla.Breached,
            EscalationLevel = ticket.EscalationLevel,
            ResolvedAt = ticket.ResolvedAt,
            ClosedAt = ticket.ClosedAt,
            RespondedAt = ticket.RespondedAt,
            OrderNumber = facts.OrderNumber,
            Product = facts.Product,
            ExternalRef = facts.ExternalRef,
            AmountMinor = facts.Amount?.Minor,
            AmountCurrency = facts.Amount?.Currency,
            Longitude = facts.Place?.Longitude,
            Latitude = facts.Place?.Latitude,
            Zone = facts.Zone,
            Engineer = ticket.Engineer,
            Unbooked = ticket.IsOpen ? ticket.WorkOrders.Count(order => order.IsUnbooked) : 0,
            Waiting = ticket.IsOpen ? [.. ticket.Steps.Where(step => step.Waits).Select(Row)] : [],
            ContentIds = ticket.Texts,
        };
    }

    private static WaitingStepRow Row(TicketStep step) =>
        new(step.Team!, step.Instance, string.Join(' ', step.Skills.Select(skill => string.Create(CultureInfo.InvariantCulture, $"{skill.Id}:{skill.Level}"))), step.Since);
}
