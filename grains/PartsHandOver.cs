using Dispatch.Stock;
using Orleans;

namespace Dispatch.Grains;

/// <summary>The second half of sending parts: the other warehouse books them, then the sender knows it.</summary>
public static class PartsHandOver
{
    /// <summary>Hands over what left for one warehouse. Whoever does it again, or at the same time, changes nothing more.</summary>
    /// <param name="item">The part where it left.</param>
    /// <returns>Whether the other warehouse has booked it; false where it has no room.</returns>
    public static async Task<bool> HandOver(this IGrainFactory grains, StockItem item, StockShipments shipments)
    {
        var destination = grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{shipments.To}/{item.Part}");
        // A part that the warehouse never kept does not know yet where it belongs.
        if (await destination.Describe() is null && await grains.GetGrain<IWarehouseGrain>($"{Warehouse.Kind}/{shipments.To}").Describe() is { } warehouse)
            await destination.Handle(new DefineStock(warehouse.State.Org), Origin.System);
        if (await destination.Handle(new TakeStock(item.Warehouse, shipments.Sent), Origin.System) is Outcome.Rejected)
            return false;
        // A call of its own, because to know it is a turn of the sender like any other.
        await grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{item.Warehouse}/{item.Part}").Handle(new NoteStockTaken(shipments.To, shipments.Sent), Origin.System);
        return true;
    }
}
