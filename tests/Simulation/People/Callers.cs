using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.People;

/// <summary>Customers who answer what they are asked, or do not; and suppliers whose parts arrive.</summary>
internal sealed class Callers(Stage stage)
{
    private readonly Random chance = stage.Plan.Chance("callers");

    /// <summary>A ticket waits for something from outside.</summary>
    public void Hear(string ticket, FlowAdvanced advanced)
    {
        foreach (var opened in advanced.Happenings.OfType<StepOpened>().Where(opened => opened.Kind is StepKind.Wait))
        {
            var (after, comes) = (chance.Minutes(2, 40), chance.Hits(0.6));
            if (comes)
                stage.Begin(() => Come(ticket, opened.Step, after));
        }
    }

    private async Task Come(string ticket, string step, TimeSpan after)
    {
        if (!await stage.Pass(after))
            return;
        if (step is "parts-on-order")
            await stage.Line.Insist(grains => grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}").Handle(new SignalTicket("parts-received"), new("key:supplier"), []));
        else
            await Messages.Send(stage, ticket, "customer", fromCustomer: true);
    }
}
