using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;

namespace Dispatch.Api.Tickets;

/// <summary><c>POST /api/tickets/{id}/link</c>: a signed link that opens this ticket to its customer.</summary>
public static class IssueCustomerLink
{
    private const int DefaultDays = 14;
    private const int MaxDays = 90;

    /// <summary>How long the link lives.</summary>
    public sealed record Request
    {
        /// <summary>1 to 90 days; 14 when absent.</summary>
        public int? Days { get; init; }
    }

    /// <summary>The link.</summary>
    /// <param name="Token">Bearer token of the customer.</param>
    public sealed record Response(string Token, DateTimeOffset ExpiresAt);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapPost("/{id}/link", Handle).RequireAuthorization(Policies.TicketsDesk)
        .RepeatableByNature().Produces<Response>().WithSummary("A signed link that opens this ticket to its customer.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, TicketReach reach, CustomerLinks links, TimeProvider time, CancellationToken cancellationToken)
    {
        var days = request.Days ?? DefaultDays;
        if (days is < 1 or > MaxDays)
            return new ProblemResult(Problem.Of("link-lifetime-impossible", ("most", MaxDays)).At("$.days"));
        if (await reach.Find(Caller.Of(context.User), id, cancellationToken) is not { } found)
            return new ProblemResult(TicketReach.Unknown(id));
        var end = time.Now().AddDays(days);
        return TypedResults.Ok(new Response(links.Sign(id, found.State.Org, end), end));
    }
}
