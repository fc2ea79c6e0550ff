using Dispatch.Sla;

namespace Dispatch.Api.Tickets;

/// <summary>What a ticket's customer does not see of it: how the company works, who works on it, and other tickets.</summary>
internal static class CustomerView
{
    /// <summary>The ticket as its customer may see it.</summary>
    public static TicketDetail Of(TicketDetail ticket) => ticket with
    {
        Team = null,
        Assignee = null,
        Engineer = null,
        Breached = false,
        EscalationLevel = 0,
        DueAt = null,
        DueTarget = null,
        CustomerTier = null,
        Skills = [],
        Routing = null,
        Steps = [],
        WorkOrders = [.. ticket.WorkOrders.Select(Of)],
        Sla = [],
        Watchers = [],
        // Others may be typed by hand and are the desk's own words.
        HeldFor = HoldReasons.All.Contains(ticket.HeldFor, StringComparer.Ordinal) ? ticket.HeldFor : null,
        MergedInto = null,
        DuplicateOf = null,
    };

    /// <summary>Of who comes the name is told, as in the history.</summary>
    private static WorkOrderView Of(WorkOrderView order) => order with
    {
        Engineer = null,
        Parts = [.. order.Parts.Select(part => part with { Warehouse = null })],
        AcceptBy = null,
        Unassigned = null,
    };
}
