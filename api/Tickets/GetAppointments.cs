using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary><c>GET /api/tickets/{id}/appointments</c>: windows in which a visit could begin as the plan stands now. Nothing is held.</summary>
public static class GetAppointments
{
    /// <summary>Windows in order.</summary>
    /// <param name="TimeZone">IANA time zone of the site, by whose wall clock they are cut.</param>
    public sealed record Response(string TimeZone, IReadOnlyList<OfferedWindow> Windows);

    /// <summary>A window.</summary>
    /// <param name="From">First instant at which work could begin.</param>
    /// <param name="Until">Last one.</param>
    public sealed record OfferedWindow(DateTimeOffset From, DateTimeOffset Until)
    {
        /// <summary>How many engineers could begin inside it; absent for the customer.</summary>
        public int? Engineers { get; init; }
    }

    private const int UsualDays = 7;
    private const int MostDays = 14;

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapGet("/{id}/appointments", Handle).RequireAuthorization(Policies.TicketsRead)
        .Produces<Response>().WithSummary("Windows of two hours in which a visit could begin as the plan stands now; choose-appointment takes one.");

    private static async Task<IResult> Handle(
        string id, string workOrder, DateOnly? from, int? days, HttpContext context, TicketReach reach, AppointmentOffers offers, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (days is { } asked && asked is < 1 or > MostDays)
            return new ProblemResult(Problem.Of("number-out-of-range", ("least", 1), ("most", MostDays)).At("?days") with { Status = StatusCodes.Status400BadRequest });
        if (from is { } first && PossibleInstants.Check("?from", new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero)) is { } impossible)
            return new ProblemResult(impossible with { Status = StatusCodes.Status400BadRequest });
        if (await reach.Find(caller, id, cancellationToken) is not { State: var ticket })
            return new ProblemResult(TicketReach.Unknown(id));
        if (Visits.WhyNotAppointed(ticket, workOrder) is { } refusal)
            return new ProblemResult(Problem.Of(refusal) with { Path = "?workOrder" });
        var clock = offers.ClockOf(ticket);
        var windows = await offers.Of(ticket, ticket.WorkOrderOf(workOrder)!, from, days ?? UsualDays, cancellationToken);
        return TypedResults.Ok(new Response(
            clock.Id, [.. windows.Select(each => new OfferedWindow(each.Window.From, each.Window.Until) { Engineers = caller.Ticket is null ? each.Engineers.Count : null })]));
    }
}
