using Dispatch.Fields;
using Dispatch.Grains;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.People;

/// <summary>Engineers: asked for a visit they accept, decline or do not answer; who accepts sets out, arrives and finishes.</summary>
internal sealed class Crew(Stage stage)
{
    private readonly Random chance = stage.Plan.Chance("crew");

    /// <summary>A visit is offered to an engineer.</summary>
    public void Hear(string ticket, VisitBooked booked)
    {
        var own = new Random(chance.Next());
        stage.Begin(() => Answer(ticket, booked, own));
    }

    private async Task Answer(string ticket, VisitBooked booked, Random own)
    {
        var (order, booking) = (booked.WorkOrder, booked.Booking);
        if (!await stage.Pass(own.Minutes(0.2, 6)) || own.Hits(0.08))
            return;
        if (own.Hits(0.1))
            await Tell(ticket, booking, new DeclineVisit(order, booking.Engineer, Reason: null));
        else if (await Tell(ticket, booking, new AcceptVisit(order, booking.Engineer)))
            await Go(ticket, booked, own);
    }

    private async Task Go(string ticket, VisitBooked booked, Random own)
    {
        var (order, booking) = (booked.WorkOrder, booked.Booking);
        var setsOut = own.Hits(0.7);
        if (!await stage.Pass(booking.Start - own.Minutes(5, 20) - stage.World.Now))
            return;
        if (setsOut)
            await Tell(ticket, booking, new Depart(order, booking.Engineer));
        if (!await stage.Pass(booking.Start - stage.World.Now))
            return;
        // Whoever is still at another customer arrives later.
        for (var tries = 0; !await Tell(ticket, booking, new Arrive(order, booking.Engineer)); tries++)
            if (tries is 5 || !await stage.Pass(own.Minutes(5, 15)))
                return;
        if (!await stage.Pass(own.Minutes(15, 58)))
            return;
        var parts = stage.Board.PartsOf(ticket, order);
        await Tell(ticket, booking, new CompleteVisit(order, booking.Engineer, Notes: null, Outcome(own))
        {
            UsedParts = own.Hits(0.8) ? [.. parts] : [],
            Data = FieldValues.Empty.With("data.workDone", FieldValue.Of("检查")),
        });
    }

    private static string Outcome(Random own) => own.NextDouble() switch { < 0.8 => "fixed", < 0.87 => "parts-missing", < 0.94 => "not-home", _ => "beyond-repair" };

    private async Task<bool> Tell(string ticket, Booking booking, TicketCommand command) => await stage.Line.Insist(grains =>
        grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}").Handle(command, new($"user:{booking.Engineer}"), [])) is Outcome.Accepted;
}
