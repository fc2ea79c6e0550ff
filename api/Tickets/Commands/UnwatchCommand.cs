using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/unwatch</c>: somebody follows the ticket no longer.</summary>
public static class UnwatchCommand
{
    /// <summary>Who; the caller when absent. Only who decides over tickets speaks for others.</summary>
    public sealed record Request
    {
        /// <summary>Principal id.</summary>
        public string? Person { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "unwatch", Policies.TicketsWork, "Lets a person follow the ticket no longer.",
        (request, command) => new UnwatchTicket(WatchCommand.Person(request.Person, command)));
}
