using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/change-priority</c>: makes a ticket more or less urgent.</summary>
public static class ChangePriorityCommand
{
    /// <summary>The priority, and why.</summary>
    public sealed record Request(Priority Priority)
    {
        /// <summary>Why.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "change-priority", Policies.TicketsDesk, "Makes a ticket more or less urgent.",
        (request, command) => new ChangePriority(request.Priority, command.Optional("$.reason", "reason", request.Reason)));
}
