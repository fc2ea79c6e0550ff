using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Engineers;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/move-visit</c>: gives a booked visit to another engineer, or another time. Where that is not free, nothing changes.</summary>
public static class MoveVisitCommand
{
    /// <summary>The visit, who should go, and when work begins.</summary>
    public sealed record Request(string WorkOrder, string Engineer, DateTimeOffset Start)
    {
        /// <summary>Whether it is to stay there when the day is improved; false when absent.</summary>
        public bool Pinned { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "move-visit", Policies.TicketsDesk, "Gives a booked visit to another engineer, or another time; where that is not free, nothing changes.",
        (request, command, foreign) => Task.FromResult(Make(request, command, foreign, foreign.Now)));

    private static TicketCommand Make(Request request, CommandRequest command, Foreign foreign, DateTimeOffset now)
    {
        var start = request.Start.Truncate();
        if (foreign.Engineer(request.Engineer) is not { } engineer)
            command.Refuse(Problem.Of(Rejection.Of(RejectionCode.EngineerUnknown).At("$.engineer")));
        else if (start <= now || start > now + Furthest)
            command.Refuse(Problem.Of(Rejection.Of(RejectionCode.VisitUnreachable, ("start", start.ToText())).At("$.start")));
        else
            return new MoveVisit(
                request.WorkOrder, request.Engineer, engineer.DateOf(start, start.AddMinutes(command.Ticket.WorkOrderOf(request.WorkOrder)?.Minutes ?? 0)), start,
                OfferTime.AcceptBy(engineer, now, start)) { Pinned = request.Pinned };
        // Refused already: never handed on.
        return new MoveVisit(request.WorkOrder, request.Engineer, default, start, start);
    }

    /// <summary>Nobody plans visits further ahead.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);
}
