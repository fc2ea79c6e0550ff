using Dispatch.Grains;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.People;

/// <summary>Dispatchers, and customers who make them hold, cancel, reopen, merge, hurry and go elsewhere.</summary>
internal sealed class Dispatchers(Stage stage)
{
    private string? earlier;

    /// <summary>A ticket came in; what becomes of it is drawn from its own chance.</summary>
    public void Hear(string ticket, Random own)
    {
        var other = earlier;
        earlier = ticket;
        Func<Task>? deed = own.NextDouble() switch
        {
            < 0.05 => () => Hold(ticket, own),
            < 0.07 => () => Later(ticket, own, new CancelTicket(Reason: null)),
            < 0.09 when other is not null => () => Later(ticket, own, new MergeTicket(other)),
            < 0.12 => () => Later(ticket, own, new ChangePriority(own.OneOf(Priority.Low, Priority.High, Priority.Urgent), Reason: null)),
            < 0.14 => () => Later(ticket, own, new TransferStep(Step: null, own.OneOf("service", "claims", "repair-desk"), Reason: null)),
            < 0.17 => () => Reopen(ticket, own),
            < 0.19 => () => Later(ticket, own, new AssignStep(Step: null, own.OneOf("service.0", "service.1", "claims.0", "repair-desk.0"), Forced: true)),
            < 0.21 => () => Later(ticket, own, new BookVisit("w1", Engineer: null)),
            < 0.24 => async () =>
            {
                if (await stage.Pass(own.Minutes(1, 60)))
                    await Messages.Send(stage, ticket, "customer", fromCustomer: true);
            },
            < 0.28 => () => Later(ticket, own, Elsewhere(own.Next(BusyCompany.Zones), own)),
            _ => null,
        };
        if (deed is not null)
            stage.Begin(deed);
    }

    private async Task Hold(string ticket, Random own)
    {
        var ends = own.Hits(0.5);
        await Later(ticket, own, new HoldTicket("awaiting-customer", Note: null, ends ? (stage.World.Now + own.Minutes(70, 120)).Truncate() : null));
        if (!ends)
            await Later(ticket, own, new ResumeTicket());
    }

    private static SetPlace Elsewhere(int zone, Random own) =>
        new(BusyCompany.Somewhere(zone, own.NextDouble(), own.NextDouble()), BusyCompany.ZoneId(zone));

    private async Task Reopen(string ticket, Random own)
    {
        await Later(ticket, own, new ResolveTicket("by-hand", Note: null));
        await Later(ticket, own, new ReopenTicket(Reason: null));
    }

    private async Task Later(string ticket, Random own, TicketCommand command)
    {
        if (await stage.Pass(own.Minutes(0.1, 8)))
            await stage.Line.Insist(grains => grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}").Handle(command, new("user:dispatcher"), []));
    }
}
