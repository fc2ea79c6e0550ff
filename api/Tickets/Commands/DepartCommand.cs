using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/depart</c>: the engineer sets out.</summary>
public static class DepartCommand
{
    /// <summary>The visit.</summary>
    public sealed record Request(string WorkOrder);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "depart", Policies.TicketsField, "The engineer sets out.",
        (request, command) => new Depart(request.WorkOrder, command.Engineer(request.WorkOrder)));
}
