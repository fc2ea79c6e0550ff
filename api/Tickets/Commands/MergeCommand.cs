using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/merge</c>: ends this ticket in favour of another open one.</summary>
public static class MergeCommand
{
    /// <summary>Id of the ticket under which it goes on.</summary>
    public sealed record Request(string Into);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "merge", Policies.TicketsDesk, "Ends this ticket in favour of another open one.", Make);

    private static async Task<TicketCommand> Make(Request request, CommandRequest command, Foreign foreign)
    {
        if (await foreign.Ticket(request.Into) is not { } into)
            command.Refuse(TicketReach.Unknown(request.Into).At("$.into") with { Status = StatusCodes.Status422UnprocessableEntity });
        else if (!into.IsOpen)
            command.Refuse(Problem.Of(Rejection.Of(RejectionCode.MergeTargetInvalid, ("into", request.Into)).At("$.into")));
        return new MergeTicket(request.Into);
    }
}
