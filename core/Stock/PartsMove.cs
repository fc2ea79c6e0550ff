using Dispatch.Planning;

namespace Dispatch.Stock;

/// <summary>Pieces of a part to be carried from one warehouse to another.</summary>
public sealed record PartCarry(string Part, int Quantity, string From, string To);

/// <summary>What has to be carried so that one warehouse has every part of a job.</summary>
/// <param name="Longest">The longest of the ways: when all set out at once, everything is there after it.</param>
/// <param name="Ways">All ways together, one for each warehouse from which anything comes.</param>
public sealed record PartsMove(IReadOnlyList<PartCarry> Carries, TimeSpan Longest, TimeSpan Ways)
{
    /// <summary>For each supplying warehouse what it would need from the others, from the nearest that can spare any; none where all of them together have too little.</summary>
    /// <param name="supplying">Warehouses from which a job's engineer may bring parts. They can also fill up each other.</param>
    /// <param name="others">Warehouses from which nobody may bring them to the job as they are.</param>
    public static IReadOnlyList<PartsMove> Towards(
        IReadOnlyList<PartNeed> needs, IReadOnlyList<WarehouseStock> supplying, IReadOnlyList<WarehouseStock> others, TravelModel travel) =>
        [.. supplying.Select(target => Towards(needs, target, [.. supplying, .. others], travel)).OfType<PartsMove>()];

    private static PartsMove? Towards(IReadOnlyList<PartNeed> needs, WarehouseStock target, IReadOnlyList<WarehouseStock> all, TravelModel travel)
    {
        var sources = all.Where(source => source.Warehouse != target.Warehouse)
            .OrderBy(source => source.Place.MetresTo(target.Place)).ThenBy(source => source.Warehouse, StringComparer.Ordinal).ToList();
        var carries = new List<PartCarry>();
        foreach (var need in needs)
        {
            var missing = need.Quantity - target.Of(need.Part);
            foreach (var source in sources)
            {
                var taken = Math.Min(missing, source.Of(need.Part));
                if (taken <= 0)
                    continue;
                carries.Add(new(need.Part, taken, source.Warehouse, target.Warehouse));
                missing -= taken;
            }
            if (missing > 0)
                return null;
        }
        var ways = sources.Where(source => carries.Exists(carry => carry.From == source.Warehouse)).Select(source => travel.Between(source.Place, target.Place)).ToList();
        return new(carries, ways.Append(TimeSpan.Zero).Max(), ways.Aggregate(TimeSpan.Zero, (sum, way) => sum + way));
    }
}
