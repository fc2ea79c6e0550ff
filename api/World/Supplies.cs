using Dispatch.Access;
using Dispatch.Matching;
using Dispatch.Stock;
using Dispatch.Tickets;

namespace Dispatch.Api.World;

/// <summary>Whether warehouses have a visit's parts, as this process sees stock at the moment.</summary>
/// <remarks>Engineers keep no stock: what they bring comes from a warehouse that supplies the zone.</remarks>
public sealed class Supplies(WorldPicture world)
{
    /// <summary>Parts that are promised stay where they are; others must be in one of the zone's warehouses.</summary>
    /// <param name="org">Scope of whoever asks: parts might be brought from any warehouse in it. Null asks about the zone's own only.</param>
    public PartsSupply Of(Job job, WorkOrder order, string? org)
    {
        if (job.Parts is [] || order.Booking?.Warehouse is not null)
            return PartsSupply.Enough;
        var supplying = world.Zones.TryGetValue(job.Zone, out var zone) ? zone.Warehouses : [];
        var others = world.Warehouses.Values.Where(warehouse => org is not null && OrgPath.Holds(org, warehouse.Org) && !supplying.Contains(warehouse.Id, StringComparer.Ordinal));
        return PartsSupply.Of(job, Stocks(job, supplying), Stocks(job, others.Select(warehouse => warehouse.Id)), MatchOptions.Default.Travel);
    }

    private List<WarehouseStock> Stocks(Job job, IEnumerable<string> warehouses) =>
        [.. from id in warehouses
            let place = world.Warehouses.GetValueOrDefault(id)?.Place
            where place is not null
            select new WarehouseStock(id, place, job.Parts.ToDictionary(need => need.Part, need => Available(id, need.Part, job.Id), StringComparer.Ordinal))];

    /// <summary>What an attempt at booking holds for the job itself is not taken from it.</summary>
    private int Available(string warehouse, string part, string job) =>
        world.Stock.GetValueOrDefault($"{warehouse}/{part}") is { } item ? item.Available + (item.Find(job)?.Quantity ?? 0) : 0;
}
