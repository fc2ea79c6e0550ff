using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/arrive</c>: the engineer is on site.</summary>
public static class ArriveCommand
{
    /// <summary>The visit.</summary>
    public sealed record Request(string WorkOrder);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "arrive", Policies.TicketsField, "The engineer is on site.",
        (request, command) => new Arrive(request.WorkOrder, command.Engineer(request.WorkOrder)));
}
