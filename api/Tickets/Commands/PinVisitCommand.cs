using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/pin-visit</c>: keeps a booked visit where it is when its day is improved, or lets it be moved again.</summary>
public static class PinVisitCommand
{
    /// <summary>The visit, and whether it is to stay.</summary>
    public sealed record Request(string WorkOrder)
    {
        /// <summary>False takes the pin off; true when absent.</summary>
        public bool Pinned { get; init; } = true;
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "pin-visit", Policies.TicketsDesk, "Keeps a booked visit where it is when its day is improved, or lets it be moved again.",
        (request, _, _) => Task.FromResult<TicketCommand>(new PinVisit(request.WorkOrder, request.Pinned)));
}
