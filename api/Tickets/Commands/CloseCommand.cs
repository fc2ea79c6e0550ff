using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/close</c>: closes a resolved ticket for good.</summary>
public static class CloseCommand
{
    /// <summary>Nothing to say.</summary>
    public sealed record Request;

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "close", Policies.TicketsDesk, "Closes a resolved ticket for good.", (_, _) => new CloseTicket());
}
