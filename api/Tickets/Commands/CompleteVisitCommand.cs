using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/complete-visit</c>: the engineer is done on site; parts not used go back.</summary>
public static class CompleteVisitCommand
{
    /// <summary>What was done.</summary>
    public sealed record Request(string WorkOrder, string Notes, IReadOnlyList<PartNeed> UsedParts)
    {
        /// <summary>One of the step's outcomes; absent where it has one way on.</summary>
        public string? Outcome { get; init; }

        /// <summary>Fields of the form by name.</summary>
        public JsonElement? Data { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "complete-visit", Policies.TicketsField, "The engineer is done on site.",
        (request, command) => new CompleteVisit(
            request.WorkOrder, command.Engineer(request.WorkOrder), command.Optional("$.notes", "visit-notes", request.Notes), request.Outcome)
        {
            UsedParts = [.. command.Parts("$.usedParts", request.UsedParts)],
            Data = command.Data("$.data", request.Data),
        });
}
