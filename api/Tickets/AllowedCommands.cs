using Dispatch.Api.Access;
using Dispatch.Flows;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Which commands a caller may issue on a ticket as it stands, so that screens offer what would be accepted.</summary>
public static class AllowedCommands
{
    /// <summary>Names of the commands, in the order of the API's description.</summary>
    public static IReadOnlyList<string> Of(Ticket ticket, Caller caller) => [.. Candidates(ticket, caller).Where(command => caller.Holds(command.Policy)).Select(command => command.Name)];

    private static IEnumerable<(string Name, string Policy)> Candidates(Ticket ticket, Caller caller)
    {
        if (ticket.IsOpen || ticket.Status is TicketStatus.Resolved)
            yield return ("reply", Policies.TicketsReply);
        yield return ("note", Policies.TicketsWork);
        yield return ticket.Watchers.Contains(caller.Id, StringComparer.Ordinal) ? ("unwatch", Policies.TicketsWork) : ("watch", Policies.TicketsWork);
        if (ticket.IsOpen)
        {
            foreach (var command in Desk(ticket, caller))
                yield return command;
            foreach (var command in Field(ticket, caller))
                yield return command;
        }
        if (ticket.Status is TicketStatus.Resolved or TicketStatus.Closed)
            yield return ("reopen", Policies.TicketsDesk);
        if (ticket.Status is TicketStatus.Resolved)
            yield return ("close", Policies.TicketsDesk);
    }

    private static IEnumerable<(string Name, string Policy)> Desk(Ticket ticket, Caller caller)
    {
        if (ticket.Sla.Clocks.Any(clock => clock is { IsOpen: true, Level: > 0, Acknowledged: false }))
            yield return ("acknowledge", Policies.TicketsWork);
        var steps = ticket.Steps.Where(step => step is { IsOpen: true, Kind: StepKind.Team }).ToList();
        if (steps.Any(step => step.Assignee != caller.Id))
            yield return ("claim", Policies.TicketsWork);
        if (steps.Count > 0)
        {
            yield return ("assign", Policies.TicketsDesk);
            yield return ("transfer", Policies.TicketsDesk);
            yield return ("complete-step", Policies.TicketsWork);
        }
        yield return ticket.Status is TicketStatus.Pending ? ("resume", Policies.TicketsWork) : ("hold", Policies.TicketsWork);
        yield return ("resolve", Policies.TicketsDesk);
        yield return ("cancel", Policies.TicketsDesk);
        yield return ("merge", Policies.TicketsDesk);
        yield return ("change-priority", Policies.TicketsDesk);
        yield return ("set-place", Policies.TicketsDesk);
    }

    private static IEnumerable<(string Name, string Policy)> Field(Ticket ticket, Caller caller)
    {
        var visits = ticket.WorkOrders.Where(order => order.IsOpen).ToList();
        if (visits.Any(order => order.State < WorkOrderState.Departed))
        {
            yield return ("book-visit", Policies.TicketsDesk);
            yield return ("choose-appointment", Policies.TicketsAppoint);
        }
        var own = visits.Where(order => caller.SeesWholeOrg || order.Booking?.Engineer == caller.Engineer).ToList();
        if (own.Any(order => order.State is WorkOrderState.Booked))
            yield return ("accept", Policies.TicketsField);
        if (own.Any(order => order.State is WorkOrderState.Booked or WorkOrderState.Accepted))
            yield return ("decline", Policies.TicketsField);
        if (own.Any(order => order.State is WorkOrderState.Accepted))
            yield return ("depart", Policies.TicketsField);
        if (own.Any(order => order.State is WorkOrderState.Accepted or WorkOrderState.Departed))
            yield return ("arrive", Policies.TicketsField);
        if (own.Any(order => order.State is WorkOrderState.Arrived))
            yield return ("complete-visit", Policies.TicketsField);
    }
}
