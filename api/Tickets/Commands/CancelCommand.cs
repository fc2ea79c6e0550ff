using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/cancel</c>: ends the ticket without result.</summary>
public static class CancelCommand
{
    /// <summary>Why.</summary>
    public sealed record Request(string Reason);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "cancel", Policies.TicketsDesk, "Ends the ticket without result.",
        (request, command) => new CancelTicket(command.Required("$.reason", "reason", request.Reason)));
}
