using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/reopen</c>: takes a resolved or closed ticket up again.</summary>
public static class ReopenCommand
{
    /// <summary>Why.</summary>
    public sealed record Request(string Reason);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "reopen", Policies.TicketsDesk, "Takes a resolved or closed ticket up again.",
        (request, command) => new ReopenTicket(command.Required("$.reason", "reason", request.Reason)));
}
