using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/note</c>: a remark that the customer does not see.</summary>
public static class NoteCommand
{
    /// <summary>The remark.</summary>
    public sealed record Request(string Text);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "note", Policies.TicketsWork, "Adds a remark that the customer does not see.",
        (request, command) => new AddNote(command.Required("$.text", "note", request.Text)));
}
