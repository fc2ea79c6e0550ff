using Dispatch.Stock;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Stock;

public sealed class WarehouseTests
{
    private static readonly DefineWarehouse Define = new(new("北仓", "North"), "acme/east", Home);

    [Fact]
    public void Defining_a_warehouse_again_changes_nothing()
    {
        var warehouse = Warehouse.Initial("north").Apply((WarehouseEvent)WarehouseDecisions.Decide(Warehouse.Initial("north"), Define).Events.Single());
        Assert.Equal(Home, warehouse.Place);
        Assert.Empty(WarehouseDecisions.Decide(warehouse, Define).Events);
    }

    [Fact]
    public void A_warehouse_off_the_map_is_refused() =>
        Assert.Equal("$.place", WarehouseDecisions.Decide(Warehouse.Initial("north"), Define with { Place = new(0, 91) }).Rejection?.Path);
}
