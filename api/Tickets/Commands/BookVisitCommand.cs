using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/book-visit</c>: seeks an engineer anew, or one by name; a booking so far is given up.</summary>
public static class BookVisitCommand
{
    /// <summary>The visit, and who should go; absent takes the best.</summary>
    public sealed record Request(string WorkOrder)
    {
        /// <summary>Engineer wanted.</summary>
        public string? Engineer { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "book-visit", Policies.TicketsDesk, "Seeks an engineer anew, or one by name.",
        (request, _) => new BookVisit(request.WorkOrder, request.Engineer));
}
