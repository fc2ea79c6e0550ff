using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/hold</c>: the customer or somebody else is awaited; clocks that the policy says pause.</summary>
public static class HoldCommand
{
    private const string Other = "other";

    /// <summary>Why, and until when.</summary>
    /// <param name="Reason">A code such as <c>awaiting-customer</c>; other text is kept as a remark under the code <c>other</c>.</param>
    public sealed record Request(string Reason)
    {
        /// <summary>When to go on by itself; absent waits for a resume or the customer's reply.</summary>
        public DateTimeOffset? Until { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "hold", Policies.TicketsWork, "Waits for the customer or somebody else.",
        (request, command) => Slug.IsValid(request.Reason)
            ? new HoldTicket(request.Reason, null, command.Instant("$.until", request.Until))
            : new HoldTicket(Other, command.Required("$.reason", "reason", request.Reason), command.Instant("$.until", request.Until)));
}
