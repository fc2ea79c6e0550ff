using Dispatch.Matching;
using Dispatch.Stock;
using Orleans;

namespace Dispatch.Grains;

/// <summary>What a zone knows of the warehouses that supply it. A second old at most, because holds decide anyway.</summary>
internal sealed class ZoneSupplies(IGrainFactory grains, Func<DateTimeOffset> now)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Warehouse, string Part), (int Available, DateTimeOffset At)> pieces = [];

    /// <summary>Warehouses that seem to have every part of a job, nearest first, and why the others cannot supply it.</summary>
    public async Task<(IReadOnlyList<string> Able, IReadOnlyList<ShortWarehouse> Short)> Nearest(IReadOnlyList<string> ids, Job job)
    {
        var warehouses = new List<WarehouseStock>();
        foreach (var id in ids)
        {
            if (await PlaceOf(id) is not { } place)
                continue;
            var available = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var need in job.Parts)
                available[need.Part] = await Available(id, need.Part);
            warehouses.Add(new(id, place, available));
        }
        return WarehouseChoice.Nearest(job.Place, job.Parts, warehouses);
    }

    private async Task<Place?> PlaceOf(string warehouse)
    {
        if (places.TryGetValue(warehouse, out var known))
            return known;
        if ((await grains.GetGrain<IWarehouseGrain>($"{Warehouse.Kind}/{warehouse}").Describe())?.State.Place is not { } place)
            return null;
        return places[warehouse] = place;
    }

    private async Task<int> Available(string warehouse, string part)
    {
        if (pieces.TryGetValue((warehouse, part), out var known) && now() - known.At < Fresh)
            return known.Available;
        var item = await grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{warehouse}/{part}").Describe();
        var available = item?.State.Available ?? 0;
        pieces[(warehouse, part)] = (available, now());
        return available;
    }
}
