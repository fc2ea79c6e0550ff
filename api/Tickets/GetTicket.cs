using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;

namespace Dispatch.Api.Tickets;

/// <summary><c>GET /api/tickets/{id}</c>: a ticket in full, with its version as ETag.</summary>
public static class GetTicket
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapGet("/{id}", Handle).RequireAuthorization(Policies.TicketsRead)
        .Produces<TicketDetail>().WithSummary("A ticket in full; the ETag is its version.");

    private static async Task<IResult> Handle(
        string id, HttpContext context, TicketReach reach, TicketDetails details, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (await reach.Find(caller, id, cancellationToken) is not { } found)
            return new ProblemResult(TicketReach.Unknown(id));
        ETags.Set(context, found.Version);
        return TypedResults.Ok(await details.Of(found, caller, cancellationToken));
    }
}
