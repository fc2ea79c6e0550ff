using Dispatch.Planning;
using Dispatch.Stock;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Stock;

public sealed class PartsMoveTests
{
    private static readonly PartNeed[] Needs = [new("fan", 2), new("belt", 1)];

    [Theory]
    [InlineData("target 20 fan:2 belt:0", "spare 50 belt:1", "1 belt from spare")]
    [InlineData("target 20 fan:1 belt:1", "far 50 fan:9 near 25 fan:9", "1 fan from near")]
    [InlineData("target 20 fan:0 belt:1", "far 50 fan:9 near 25 fan:1", "1 fan from near, 1 fan from far")]
    [InlineData("target 20", "spare 50 fan:2 belt:1", "2 fan from spare, 1 belt from spare")]
    [InlineData("target 20 fan:1 belt:1", "spare 50 belt:7", null)]
    public void What_is_missing_comes_from_the_nearest_that_can_spare_it(string target, string others, string? carries)
    {
        var move = PartsMove.Towards(Needs, Read(target), Read(others), KilometreAMinute).SingleOrDefault();
        Assert.Equal(carries, move is null ? null : string.Join(", ", move.Carries.Select(carry => $"{carry.Quantity} {carry.Part} from {carry.From}")));
        Assert.All(move?.Carries ?? [], carry => Assert.Equal("target", carry.To));
    }

    [Fact]
    public void Warehouses_of_the_zone_fill_up_each_other_and_each_is_a_way_to_do_it()
    {
        var moves = PartsMove.Towards(Needs, Read("a 10 fan:2 b 20 belt:1"), [], KilometreAMinute);
        Assert.Equal([("belt", 1, "b", "a"), ("fan", 2, "a", "b")], moves.SelectMany(move => move.Carries).Select(carry => (carry.Part, carry.Quantity, carry.From, carry.To)));
    }

    [Fact]
    public void A_warehouse_that_sends_two_parts_is_driven_to_once_and_the_longest_way_decides_when_all_is_there()
    {
        var move = Assert.Single(PartsMove.Towards([new("fan", 2), new("belt", 1), new("lid", 1)], Read("target 0"), Read("near 10 fan:2 belt:1 far 30 lid:1"), KilometreAMinute));
        Assert.Equal((30, 40), ((int)move.Longest.TotalMinutes, (int)move.Ways.TotalMinutes));
    }

    [Fact]
    public void A_move_is_found_wherever_all_warehouses_together_have_enough_and_takes_from_none_more_than_it_has() => Prop.ForAll(Arb.From(Layouts), layout =>
    {
        var (supplying, others) = (Warehouses(layout[..2]), Warehouses(layout[2..], "o"));
        var all = supplying.Concat(others).ToList();
        var moves = PartsMove.Towards(Needs, supplying, others, TravelModel.City);
        Assert.Equal(Needs.All(need => all.Sum(one => one.Of(need.Part)) >= need.Quantity) ? 2 : 0, moves.Count);
        foreach (var move in moves)
            Assert.All(all, one => Assert.All(Needs, need => Assert.True(one.After(move).Of(need.Part) >= 0)));
    }).QuickCheckThrowOnFailure();

    /// <summary>Pieces of fan and belt in four warehouses.</summary>
    internal static Gen<int[][]> Layouts => Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 2), 2), 4);

    internal static List<WarehouseStock> Warehouses(IEnumerable<int[]> layout, string prefix = "w") =>
        [.. layout.Select((pieces, i) => new WarehouseStock($"{prefix}{i}", North(i * 7), new Dictionary<string, int> { ["fan"] = pieces[0], ["belt"] = pieces[1] }))];

    /// <summary>Names with kilometres north, each followed by <c>part:pieces</c>.</summary>
    private static List<WarehouseStock> Read(string text)
    {
        var warehouses = new List<WarehouseStock>();
        var words = new Queue<string>(text.Split(' '));
        while (words.TryDequeue(out var name))
        {
            var (place, pieces) = (North(int.Parse(words.Dequeue(), System.Globalization.CultureInfo.InvariantCulture)), new Dictionary<string, int>());
            while (words.TryPeek(out var word) && word.Split(':') is [var part, var count])
            {
                pieces[part] = int.Parse(count, System.Globalization.CultureInfo.InvariantCulture);
                words.Dequeue();
            }
            warehouses.Add(new(name, place, pieces));
        }
        return warehouses;
    }
}

internal static class CarriedParts
{
    /// <summary>What a warehouse has once a move is made.</summary>
    public static WarehouseStock After(this WarehouseStock warehouse, PartsMove move) => warehouse with
    {
        Available = warehouse.Available.Keys.ToDictionary(part => part, part => warehouse.Of(part)
            + move.Carries.Where(carry => carry.Part == part).Sum(carry => carry.To == warehouse.Warehouse ? carry.Quantity : carry.From == warehouse.Warehouse ? -carry.Quantity : 0)),
    };
}
