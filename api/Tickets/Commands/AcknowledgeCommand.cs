using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/acknowledge</c>: somebody deals with what escalated, so that it escalates no further.</summary>
public static class AcknowledgeCommand
{
    /// <summary>The clock; all that have escalated when absent.</summary>
    public sealed record Request
    {
        /// <summary>Key of the clock, as <c>target</c> of the ticket's <c>sla</c>.</summary>
        public string? Clock { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "acknowledge", Policies.TicketsWork, "Says that somebody deals with what escalated: it escalates no further.",
        (request, _) => new AcknowledgeEscalation(request.Clock));
}
