using Dispatch.Stock;
using Dispatch.Tickets;
using Dispatch.Zones;
using Orleans;

namespace Dispatch.Grains;

/// <summary>What the field must be told of a ticket's visits: the second half of the ticket's reaction table.</summary>
internal static class VisitReactions
{
    public static IEnumerable<Reaction> Of(Ticket ticket, IGrainFactory grains, DateTimeOffset now) =>
        ticket.WorkOrders.SelectMany(order => Of(ticket, order, grains, now));

    private static IEnumerable<Reaction> Of(Ticket ticket, WorkOrder order, IGrainFactory grains, DateTimeOffset now)
    {
        foreach (var former in order.GivenUp)
            yield return new($"give-up/{former.Job}/{former.Attempt}", () => GiveUp(grains, order, former));
        if (order.State is WorkOrderState.Cancelled && ticket.Facts?.Zone is { } zone)
            yield return new($"forget/{order.Id}", () => grains.GetGrain<IZoneGrain>($"{Zone.Kind}/{zone}").Forget($"{ticket.Id}/{order.Id}"));
        if (order.State is WorkOrderState.Seeking && ticket.IsOpen)
            yield return new($"book/{order.Id}/{order.Attempt}", () => new VisitBooking(grains, ticket, order, now).Run());
        if (order.Booking is not { } booking)
            yield break;
        yield return new($"confirm/{booking.Job}/{booking.Attempt}", () => Confirm(grains, ticket, order, booking));
        if (order.State is WorkOrderState.Accepted or WorkOrderState.Departed or WorkOrderState.Arrived or WorkOrderState.Done)
            yield return new($"day/{booking.Job}/{booking.Attempt}/{order.State}", () => TellDay(grains, order, booking));
        if (order.State is WorkOrderState.Done)
            yield return new($"use/{booking.Job}/{booking.Attempt}", () => Use(grains, order, booking));
    }

    /// <summary>A hold that lapsed before it was confirmed is no promise: the ticket books anew.</summary>
    private static async Task Confirm(IGrainFactory grains, Ticket ticket, WorkOrder order, Booking booking)
    {
        var kept = await VisitBooking.DayOf(grains, booking.Engineer, booking.Date)
            // The ticket passes offers on itself: a deadline has one owner.
            .Confirm(booking.Job, booking.Attempt, acceptBy: null, Origin.System) is Outcome.Accepted;
        foreach (var part in order.Parts)
            if (kept && booking.Warehouse is { } warehouse)
                kept = await VisitBooking.Settle(grains, warehouse, part.Part, new ConfirmStock(booking.Job, booking.Attempt)) is Outcome.Accepted;
        if (!kept)
            await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket.Id}").Handle(new LoseVisit(order.Id, booking.Attempt), Origin.System, []);
    }

    private static async Task GiveUp(IGrainFactory grains, WorkOrder order, Booking booking)
    {
        await VisitBooking.DayOf(grains, booking.Engineer, booking.Date).Release(booking.Job, booking.Attempt, Origin.System);
        foreach (var part in order.Parts)
            if (booking.Warehouse is { } warehouse)
                await VisitBooking.Settle(grains, warehouse, part.Part, new ReleaseStock(booking.Job, booking.Attempt));
    }

    /// <summary>The day goes through every state up to the visit's own: a state missed on the way is made up for.</summary>
    private static async Task TellDay(IGrainFactory grains, WorkOrder order, Booking booking)
    {
        var day = VisitBooking.DayOf(grains, booking.Engineer, booking.Date);
        await day.Accept(booking.Job, Origin.System);
        if (order.State is WorkOrderState.Departed)
            await day.Depart(booking.Job, Origin.System);
        if (order.State is WorkOrderState.Arrived or WorkOrderState.Done)
            await day.Arrive(booking.Job, Origin.System);
        if (order.State is WorkOrderState.Done)
            await day.Complete(booking.Job, Origin.System);
    }

    private static async Task Use(IGrainFactory grains, WorkOrder order, Booking booking)
    {
        if (booking.Warehouse is not { } warehouse)
            return;
        foreach (var part in order.Parts)
        {
            var used = order.UsedParts.FirstOrDefault(each => each.Part == part.Part)?.Quantity ?? 0;
            await VisitBooking.Settle(grains, warehouse, part.Part, new UseStock(booking.Job, booking.Attempt, Math.Min(used, part.Quantity)));
        }
    }
}
