using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/resume</c>: goes on after a hold.</summary>
public static class ResumeCommand
{
    /// <summary>Nothing to say.</summary>
    public sealed record Request;

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "resume", Policies.TicketsWork, "Goes on after a hold.", (_, _) => new ResumeTicket());
}
