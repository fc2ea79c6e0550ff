using Dispatch.Matching;

namespace Dispatch.Stock;

/// <summary>A warehouse and what it can still promise.</summary>
/// <param name="Available">Pieces by part; a part that is missing is not kept.</param>
public sealed record WarehouseStock(string Warehouse, Place Place, IReadOnlyDictionary<string, int> Available)
{
    /// <summary>Pieces of a part that can still be promised.</summary>
    public int Of(string part) => Available.TryGetValue(part, out var pieces) ? pieces : 0;
}

/// <summary>A warehouse that cannot supply a job, with the first part that is short.</summary>
public sealed record ShortWarehouse(string Warehouse, Rejection Reason);

/// <summary>Which warehouse supplies a job.</summary>
public static class WarehouseChoice
{
    /// <summary>Warehouses that have every part, nearest first (equal distances by id), and why the others cannot.</summary>
    public static (IReadOnlyList<string> Able, IReadOnlyList<ShortWarehouse> Short) Nearest(
        Place place, IReadOnlyList<PartNeed> needs, IEnumerable<WarehouseStock> warehouses)
    {
        var able = new List<string>();
        var shorts = new List<ShortWarehouse>();
        foreach (var warehouse in warehouses.OrderBy(one => one.Place.MetresTo(place)).ThenBy(one => one.Warehouse, StringComparer.Ordinal))
        {
            if (WhyShort(warehouse, needs) is { } reason)
                shorts.Add(new(warehouse.Warehouse, reason));
            else
                able.Add(warehouse.Warehouse);
        }
        return (able, shorts);
    }

    private static Rejection? WhyShort(WarehouseStock warehouse, IReadOnlyList<PartNeed> needs)
    {
        foreach (var need in needs)
        {
            var available = warehouse.Of(need.Part);
            if (available < need.Quantity)
            {
                return Rejection.Of(
                    RejectionCode.StockShort, ("part", need.Part), ("warehouse", warehouse.Warehouse), ("needed", need.Quantity), ("available", available));
            }
        }
        return null;
    }
}
