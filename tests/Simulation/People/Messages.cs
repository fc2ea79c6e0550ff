using Dispatch.Grains;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.People;

/// <summary>Messages between customers and the company, each under a key of its own and sent until it is answered.</summary>
internal static class Messages
{
    public static async Task Send(Stage stage, string ticket, string sender, bool fromCustomer)
    {
        var id = stage.World.Ids.Next();
        const string text = "请尽快处理";
        var origin = new Origin(sender) { Key = id, BodyHash = $"body of {id}" };
        var outcome = await stage.Ledger.Await(stage.Line.Insist(grains => grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}").Handle(
            new Reply(ContentRef.To(id, text), fromCustomer), origin, [new(id, null, "message", text)])));
        if (outcome is Outcome.Accepted)
            stage.Ledger.Replied(id);
    }
}
