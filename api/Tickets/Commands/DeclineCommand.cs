using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/decline</c>: the engineer will not go; the next best is asked.</summary>
public static class DeclineCommand
{
    /// <summary>The visit, and why.</summary>
    public sealed record Request(string WorkOrder, string Reason);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "decline", Policies.TicketsField, "The engineer will not go; the next best is asked.",
        (request, command) => new DeclineVisit(
            request.WorkOrder, command.Engineer(request.WorkOrder), command.Required("$.reason", "reason", request.Reason)));
}
