using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Hosting;
using Dispatch.Tests.World.Company;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.People;

/// <summary>Programs that post tickets: each tries again, under the same key, until it is answered, and sometimes repeats what was acknowledged.</summary>
internal sealed class Clients(Stage stage, Dispatchers dispatchers)
{
    private readonly Random chance = stage.Plan.Chance("clients");

    /// <summary>Posts every ticket at its instant.</summary>
    public async Task Post()
    {
        foreach (var (number, at) in stage.Plan.Arrivals().Index())
        {
            if (at > stage.World.Now)
                await stage.Line.Wait(at - stage.World.Now);
            var (facts, mixed) = (Facts(number), chance.Next());
            stage.Begin(() => Post(facts, new Random(mixed)));
        }
    }

    private async Task Post(OpenTicket facts, Random own)
    {
        var ticket = await Acknowledged(facts);
        dispatchers.Hear(ticket, own);
        if (own.Hits(0.05))
        {
            await stage.Line.Wait(own.Minutes(0.1, 20));
            await Acknowledged(facts);
        }
    }

    private async Task<string> Acknowledged(OpenTicket facts)
    {
        var origin = new Origin("key:shop") { Key = facts.OrderNumber, BodyHash = $"body of {facts.OrderNumber}" };
        var tried = "";
        var outcome = await stage.Ledger.Await(stage.Line.Insist(async grains =>
        {
            tried = stage.World.Ids.Next();
            var number = await stage.World.Service<TicketNumbers>().Next(CancellationToken.None);
            var text = $"{facts.Kind} {facts.OrderNumber}";
            var description = new Content(stage.World.Ids.Next(), facts.Customer, "description", text);
            return await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{tried}").Handle(
                facts with { Number = number, Description = ContentRef.To(description.Id, text) }, origin, [description]);
        }));
        var ticket = outcome switch
        {
            Outcome.Accepted => tried,
            Outcome.Repeated repeated => repeated.EntityId[(Ticket.Kind.Length + 1)..],
            _ => null,
        };
        if (ticket is null)
            stage.Ledger.Refused($"{facts.OrderNumber}: {outcome}");
        else
            stage.Ledger.Opened(facts.OrderNumber!, ticket);
        return ticket ?? tried;
    }

    private OpenTicket Facts(int number)
    {
        var kind = chance.NextDouble() switch { < 0.36 => "consultation", < 0.70 => "return", < 0.85 => "damage-claim", _ => "repair" };
        // Half of all visits are in one zone, so that engineers and parts run out there.
        var zone = chance.Hits(0.4) ? 0 : chance.Next(BusyCompany.Zones);
        var facts = new OpenTicket("", $"{Founding.Org}/{BusyCompany.ZoneId(zone)}", kind, chance.OneOf("web", "phone", "wechat"))
        {
            OrderNumber = $"order-{number}",
            Customer = chance.Hits(0.8) ? $"customer-{chance.Next(1 + stage.Plan.Tickets / 2)}" : null,
            CustomerTier = chance.OneOf("standard", "standard", "vip"),
            Amount = kind is "return" or "damage-claim" ? new(chance.Next(1_000, 65_000), "CNY") : null,
            Priority = chance.Hits(0.1) ? Priority.Urgent : null,
        };
        if (kind is not "repair")
            return facts;
        return facts with
        {
            Zone = BusyCompany.ZoneId(zone),
            Place = BusyCompany.Somewhere(zone, chance.NextDouble(), chance.NextDouble()),
            Product = chance.OneOf("cooler", "heater"),
            Parts = chance.Hits(0.4) ? [new(chance.OneOf([.. BusyCompany.Parts]), chance.Next(1, 3))] : [],
            VisitWindow = chance.Hits(0.2) ? new(stage.World.Now.AddMinutes(40).Truncate(), stage.World.Now.AddHours(8).Truncate()) : null,
        };
    }
}
