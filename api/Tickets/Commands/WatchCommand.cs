using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/watch</c> and <c>unwatch</c>: somebody follows the ticket, or no longer.</summary>
public static class WatchCommand
{
    /// <summary>Who; the caller when absent. Only who decides over tickets speaks for others.</summary>
    public sealed record Request
    {
        /// <summary>Principal id.</summary>
        public string? Person { get; init; }
    }

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder tickets)
    {
        tickets.MapCommand<Request>("watch", Policies.TicketsWork, "Lets a person follow the ticket.", Watch);
        tickets.MapCommand<Request>("unwatch", Policies.TicketsWork, "Lets a person follow the ticket no longer.",
            (request, command) => new UnwatchTicket(Person(request, command)));
    }

    private static async Task<TicketCommand> Watch(Request request, CommandRequest command, Foreign foreign)
    {
        var person = Person(request, command);
        // A follower hears of the ticket, so it must be one that he may see.
        if (await foreign.Person(person) is not { Disabled: false } principal || !OrgPath.Holds(principal.Org, command.Ticket.Org))
            command.Refuse(Problem.Of(Rejection.Of(RejectionCode.PrincipalUnknown).At("$.person")) with { Status = StatusCodes.Status422UnprocessableEntity });
        return new WatchTicket(person);
    }

    private static string Person(Request request, CommandRequest command)
    {
        var person = request.Person ?? command.Caller.Id;
        if (person != command.Caller.Id && !command.Caller.Holds(Policies.TicketsDesk))
            command.Refuse(Problem.Of("forbidden").At("$.person"));
        return person;
    }
}
