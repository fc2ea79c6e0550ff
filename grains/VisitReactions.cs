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
            yield return new(TicketNews.GivenUp(order, former), () => GiveUp(grains, order, former));
        if (order.State is WorkOrderState.Seeking && ticket.IsOpen)
            yield return new($"book/{order.Id}/{order.Attempt}", () => new VisitBooking(grains, ticket, order, now).Run());
        if (order is { State: WorkOrderState.Cancelled, Settled: false })
            yield return new(TicketNews.Visit(order), () => Forget(grains, ticket, order));
        if (order is { Booking: { } booking, Settled: false })
            yield return new(TicketNews.Visit(order), () => TellField(grains, ticket, order, booking));
    }

    /// <summary>The zone need not look for anybody any more.</summary>
    private static Task Forget(IGrainFactory grains, Ticket ticket, WorkOrder order) => ticket.Facts?.Zone is { } zone
        ? grains.GetGrain<IZoneGrain>($"{Zone.Kind}/{zone}").Forget($"{ticket.Id}/{order.Id}")
        : Task.CompletedTask;

    /// <summary>Promises are confirmed before the engineer's day hears how far the visit is.</summary>
    private static async Task TellField(IGrainFactory grains, Ticket ticket, WorkOrder order, Booking booking)
    {
        if (!await Confirm(grains, order, booking) && order.State is WorkOrderState.Booked or WorkOrderState.Accepted)
        {
            // A hold that lapsed before it was confirmed is no promise: the ticket books anew.
            await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket.Id}").Handle(new LoseVisit(order.Id, booking.Attempt), Origin.System, []);
            return;
        }
        await TellDay(VisitBooking.DayOf(grains, booking.Engineer, booking.Date), order, booking);
        if (order.State is WorkOrderState.Done)
            await Use(grains, order, booking);
    }

    private static async Task<bool> Confirm(IGrainFactory grains, WorkOrder order, Booking booking)
    {
        // The ticket passes offers on itself: a deadline has one owner.
        if (await VisitBooking.DayOf(grains, booking.Engineer, booking.Date).Confirm(booking.Job, booking.Attempt, acceptBy: null, Origin.System) is Outcome.Rejected)
            return false;
        foreach (var part in order.Parts)
            if (booking.Warehouse is { } warehouse
                && await VisitBooking.Settle(grains, warehouse, part.Part, new ConfirmStock(booking.Job, booking.Attempt)) is Outcome.Rejected)
                return false;
        return true;
    }

    private static async Task GiveUp(IGrainFactory grains, WorkOrder order, Booking booking)
    {
        await VisitBooking.DayOf(grains, booking.Engineer, booking.Date).Release(booking.Job, booking.Attempt, Origin.System);
        foreach (var part in order.Parts)
            if (booking.Warehouse is { } warehouse)
                await VisitBooking.Settle(grains, warehouse, part.Part, new ReleaseStock(booking.Job, booking.Attempt));
    }

    /// <summary>The day goes through every state up to the visit's own: a state missed on the way is made up for.</summary>
    private static async Task TellDay(IEngineerDayGrain day, WorkOrder order, Booking booking)
    {
        if (order.State >= WorkOrderState.Accepted)
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
