using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/complete-step</c>: finishes a step of a team with one of its outcomes and its form.</summary>
public static class CompleteStepCommand
{
    /// <summary>What came of the step.</summary>
    public sealed record Request(string Step)
    {
        /// <summary>One of the step's outcomes; absent where it has one way on.</summary>
        public string? Outcome { get; init; }

        /// <summary>Fields of the form by name.</summary>
        public JsonElement? Data { get; init; }

        /// <summary>A remark.</summary>
        public string? Note { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "complete-step", Policies.TicketsWork, "Finishes a step with one of its outcomes and its form.",
        (request, command) => new CompleteStep(request.Step, request.Outcome, command.Optional("$.note", "note", request.Note))
        {
            Data = command.Data("$.data", request.Data),
        });
}
