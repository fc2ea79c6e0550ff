using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/resolve</c>: ends the work with a result; open steps and visits are cancelled.</summary>
public static class ResolveCommand
{
    /// <summary>The result.</summary>
    /// <param name="Resolution">A code such as <c>repaired</c>.</param>
    public sealed record Request(string Resolution)
    {
        /// <summary>A remark.</summary>
        public string? Note { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "resolve", Policies.TicketsDesk, "Ends the work with a result.",
        (request, command) => new ResolveTicket(command.Code("$.resolution", request.Resolution), command.Optional("$.note", "note", request.Note)));
}
