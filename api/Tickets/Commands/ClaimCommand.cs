using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/claim</c>: the caller takes a step into his own hands.</summary>
public static class ClaimCommand
{
    /// <summary>The step; the only open one when absent.</summary>
    public sealed record Request
    {
        /// <summary>Step instance.</summary>
        public string? Step { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "claim", Policies.TicketsWork, "Takes a step into one's own hands.",
        (request, command) => new AssignStep(request.Step, command.Caller.Id, Forced: false));
}
