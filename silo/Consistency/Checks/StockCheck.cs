using Dispatch.Stock;
using Dispatch.Tickets;

namespace Dispatch.Silo.Consistency.Checks;

/// <summary>No stock is negative, what is reserved is what open bookings need, and what left one warehouse for another is booked there once.</summary>
public sealed class StockCheck : Check
{
    private readonly Dictionary<(string Item, string Job), (int Attempt, int Quantity)> needed = [];
    private readonly Dictionary<(string Item, string Job), Reservation> reserved = [];
    private readonly Dictionary<(string To, string From), StockShipments> sent = [];
    private readonly Dictionary<(string To, string From), long> taken = [];

    /// <inheritdoc />
    public override string Name => "stock";

    /// <inheritdoc />
    public override void See(SeenEntity entity)
    {
        if (entity.State is Ticket ticket)
        {
            foreach (var order in ticket.WorkOrders)
                if (order is { IsOpen: true, Booking: { Warehouse: { } warehouse } booking })
                    foreach (var part in order.Parts)
                        needed[($"stock/{warehouse}/{part.Part}", booking.Job)] = (booking.Attempt, part.Quantity);
        }
        if (entity.State is StockItem item)
            See(entity.Stored.Id, item);
    }

    /// <inheritdoc />
    public override void Conclude()
    {
        foreach (var ((item, job), need) in needed)
            if (!reserved.TryGetValue((item, job), out var kept) || (kept.Attempt, kept.Quantity) != need)
                Unsettled(item, "reserved-otherwise", ("kept", kept?.Quantity ?? 0), ("job", job), ("promised", need.Quantity));
        foreach (var ((item, job), kept) in reserved)
            if (!needed.ContainsKey((item, job)))
                Unsettled(item, "reserved-without-booking", ("kept", kept.Quantity), ("job", job));
        foreach (var ((to, from), shipments) in sent)
            Compare(to, from, shipments);
        foreach (var ((to, from), pieces) in taken)
            if (!sent.ContainsKey((to, from)))
                Broken(to, "taken-otherwise", ("taken", pieces), ("from", from), ("sent", 0));
    }

    private void Compare(string to, string from, StockShipments shipments)
    {
        var booked = taken.GetValueOrDefault((to, from));
        if (booked > shipments.Sent || booked < shipments.Arrived)
            Broken(to, "taken-otherwise", ("taken", booked), ("from", from), ("sent", shipments.Sent));
        else if (booked < shipments.Sent)
            Unsettled(to, "stock-under-way", ("pieces", shipments.Sent - booked), ("from", from));
    }

    private void See(string id, StockItem item)
    {
        if (item.OnHand < 0 || item.Available < 0)
            Broken(id, "stock-negative", ("onHand", item.OnHand), ("reserved", item.Reserved));
        foreach (var shipments in item.Shipments)
            sent.Add((StockKey(shipments.To, item.Part), id), shipments);
        foreach (var arrivals in item.Arrivals)
            taken.Add((id, StockKey(arrivals.From, item.Part)), arrivals.Pieces);
        foreach (var reservation in item.Reservations)
        {
            // A hold without a booking lapses by itself.
            if (reservation.ExpiresAt is null && !reserved.TryAdd((id, reservation.Job), reservation))
                Broken(id, "reserved-twice", ("job", reservation.Job));
        }
    }

    private static string StockKey(string warehouse, string part) => $"{StockItem.Kind}/{warehouse}/{part}";
}
