using Dispatch.Api.Access;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Tickets;

/// <summary><c>GET /api/tickets/{id}/sla</c>: the clocks with the proof of each deadline.</summary>
public static class GetClocks
{
    /// <summary>The clocks.</summary>
    public sealed record Response(IReadOnlyList<ClockProof> Clocks);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapGet("/{id}/sla", Handle).RequireAuthorization(Policies.TicketsList)
        .Produces<Response>().WithSummary("SLA clocks with the segments that were counted and paused.");

    private static async Task<IResult> Handle(
        string id, HttpContext context, TicketReach reach, ClockViews clocks, ClockHistory history, CancellationToken cancellationToken) =>
        await reach.Find(Caller.Of(context.User), id, cancellationToken) is { } found
            ? TypedResults.Ok(new Response(clocks.Prove(found.State, await history.PausesOf(found.State, cancellationToken))))
            : new ProblemResult(TicketReach.Unknown(id));
}
