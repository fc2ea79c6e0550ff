using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Grains;
using Dispatch.Planning;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/choose-appointment</c>: a visit is to begin inside a window; engineer, parts and time are promised with it, or it is refused and nothing changes.</summary>
public static class ChooseAppointmentCommand
{
    private const int DaysOffered = 7;
    private static readonly TimeSpan Narrowest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Widest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(90);

    /// <summary>The visit, and from when until when it may begin.</summary>
    public sealed record Request(string WorkOrder, DateTimeOffset From, DateTimeOffset Until);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapPost("/{id}/choose-appointment", Handle).RequireAuthorization(Policies.TicketsAppoint)
        .Produces(StatusCodes.Status204NoContent).WithMetadata(new Versioned())
        .WithSummary("A visit is to begin inside a window: promised with engineer and parts, or refused with the windows that are still free.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, TicketReach reach, AppointmentOffers offers, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (await reach.Find(caller, id, cancellationToken) is null)
            return new ProblemResult(TicketReach.Unknown(id));
        var (window, now) = (new Window(request.From.Truncate(), request.Until.Truncate()), time.Now());
        if (window.Until - window.From < Narrowest || window.Until - window.From > Widest || window.From > now + Furthest)
            return new ProblemResult(Problem.Of("appointment-impossible", ("least", (int)Narrowest.TotalMinutes), ("most", (int)Widest.TotalHours), ("days", (int)Furthest.TotalDays)).At("$.until"));
        var outcome = await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{id}").Handle(new ChooseAppointment(request.WorkOrder, window), Origins.Of(context), []);
        return outcome is Outcome.Rejected { Rejection: { } refusal } && refusal.Code == RejectionCode.AppointmentGone
            ? new ProblemResult(Problem.Of(refusal) with { Free = await StillFree(caller, id, request.WorkOrder, window, reach, offers, cancellationToken) })
            : Outcomes.Answer(context, outcome);
    }

    private static async Task<IReadOnlyList<Window>> StillFree(
        Caller caller, string id, string workOrder, Window gone, TicketReach reach, AppointmentOffers offers, CancellationToken cancellationToken)
    {
        if (await reach.Find(caller, id, cancellationToken) is not { State: var ticket } || ticket.WorkOrderOf(workOrder) is not { } order)
            return [];
        // What this process sees may be a moment old; the ticket has just found that this one is not free.
        return [.. (await offers.Of(ticket, order, null, DaysOffered, cancellationToken)).Select(each => each.Window).Where(window => window != gone)];
    }
}
