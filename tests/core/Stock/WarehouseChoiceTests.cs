using Dispatch.Stock;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Stock;

public sealed class WarehouseChoiceTests
{
    private static readonly WarehouseStock Near = new("near", North(1), new Dictionary<string, int> { ["fan"] = 1 });
    private static readonly WarehouseStock Far = new("far", North(50), new Dictionary<string, int> { ["fan"] = 9, ["belt"] = 1 });

    [Fact]
    public void The_nearest_warehouse_that_has_every_part_comes_first() =>
        Assert.Equal(["near", "far"], WarehouseChoice.Nearest(Home, [new("fan", 1)], [Far, Near]).Able);

    [Fact]
    public void A_near_warehouse_without_a_part_is_left_out_with_the_reason()
    {
        var (able, shorts) = WarehouseChoice.Nearest(Home, [new("fan", 1), new("belt", 1)], [Near, Far]);
        Assert.Equal(["far"], able);
        Assert.Equal(("near", "belt"), (shorts.Single().Warehouse, shorts.Single().Reason.Arguments["part"]));
    }

    [Fact]
    public void Warehouses_at_equal_distance_come_by_id() =>
        Assert.Equal(["a", "near"], WarehouseChoice.Nearest(Home, [], [Near, Near with { Warehouse = "a" }]).Able);
}
