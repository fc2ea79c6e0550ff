using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/reply</c>: writes to the customer; the customer's own link writes to the company.</summary>
public static class ReplyCommand
{
    /// <summary>The message.</summary>
    public sealed record Request(string Text)
    {
        /// <summary>Ids of files uploaded before.</summary>
        public IReadOnlyList<string>? Files { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "reply", Policies.TicketsReply, "Writes to the customer, or as the customer.", Make);

    private static async Task<TicketCommand> Make(Request request, CommandRequest command, Foreign foreign)
    {
        await foreign.Files(command, "$.files", request.Files ?? []);
        return new Reply(command.Required("$.text", "reply", request.Text), FromCustomer: command.Caller.Ticket is not null)
        {
            Files = [.. request.Files ?? []],
        };
    }
}
