using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/transfer</c>: hands a step to another team's queue.</summary>
public static class TransferCommand
{
    /// <summary>The team, and why.</summary>
    public sealed record Request(string Team, string Reason)
    {
        /// <summary>Step instance; the only open one when absent.</summary>
        public string? Step { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "transfer", Policies.TicketsDesk, "Hands a step to another team's queue.",
        (request, command) => new TransferStep(request.Step, request.Team, command.Required("$.reason", "reason", request.Reason)));
}
