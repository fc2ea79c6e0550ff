using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/accept</c>: the engineer will go.</summary>
public static class AcceptCommand
{
    /// <summary>The visit.</summary>
    public sealed record Request(string WorkOrder);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "accept", Policies.TicketsField, "The engineer will go.",
        (request, command) => new AcceptVisit(request.WorkOrder, command.Engineer(request.WorkOrder)));
}
