using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/watch</c>: somebody follows the ticket.</summary>
public static class WatchCommand
{
    /// <summary>Who; the caller when absent. Only who decides over tickets speaks for others.</summary>
    public sealed record Request
    {
        /// <summary>Principal id.</summary>
        public string? Person { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) =>
        tickets.MapCommand<Request>("watch", Policies.TicketsWork, "Lets a person follow the ticket.", Watch);

    private static async Task<TicketCommand> Watch(Request request, CommandRequest command, Foreign foreign)
    {
        var person = Person(request.Person, command);
        // A follower hears of the ticket, so it must be one that he may see.
        if (await foreign.Person(person) is not { Disabled: false } principal || !OrgPath.Holds(principal.Org, command.Ticket.Org))
            command.Refuse(Problem.Of(Rejection.Of(RejectionCode.PrincipalUnknown).At("$.person")) with { Status = StatusCodes.Status422UnprocessableEntity });
        return new WatchTicket(person);
    }

    /// <summary>Who is meant: the caller, or the person that he may speak for.</summary>
    internal static string Person(string? named, CommandRequest command)
    {
        var person = named ?? command.Caller.Id;
        if (person != command.Caller.Id && !command.Caller.Holds(Policies.TicketsDesk))
            command.Refuse(Problem.Of("forbidden").At("$.person"));
        return person;
    }
}
