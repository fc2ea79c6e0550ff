using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Stock;

namespace Dispatch.Api.Warehouses;

/// <summary>Routes of warehouses and their stock.</summary>
public static class WarehouseRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapWarehouses(this IEndpointRouteBuilder api)
    {
        var warehouses = api.MapGroup("/warehouses").WithTags("Warehouses");
        warehouses.MapGet("", List).RequireAuthorization(Policies.WorldRead).Produces<Page<WarehouseView>>().WithSummary("Warehouses and what they hold.");
        ReceiveParts.Map(warehouses);
        SendParts.Map(warehouses);
    }

    private static IResult List([AsParameters] Paging paging, HttpContext context, WorldPicture world)
    {
        var org = Caller.Of(context.User).Org;
        var stock = world.Stock.Values.ToLookup(item => item.Warehouse, StringComparer.Ordinal);
        return paging.Of(
            world.Warehouses.Values.Where(warehouse => warehouse is { Name: not null, Place: not null } && OrgPath.Holds(org, warehouse.Org)),
            warehouse => warehouse.Id,
            warehouse => new WarehouseView(warehouse.Id, warehouse.Name!, warehouse.Place!,
                [.. stock[warehouse.Id].OrderBy(item => item.Part, StringComparer.Ordinal).Select(StockView.Of)]));
    }
}

/// <summary>A warehouse and what it holds.</summary>
public sealed record WarehouseView(string Id, LocalText Name, Place Place, IReadOnlyList<StockView> Stock);

/// <summary>One part in a warehouse, in pieces.</summary>
/// <param name="OnHand">On the shelf, reserved ones included.</param>
/// <param name="UnderWay">Left for other warehouses and not booked there yet: in no shelf's count.</param>
public sealed record StockView(string Part, int OnHand, int Reserved, int UnderWay)
{
    /// <summary>The view of a stock item.</summary>
    public static StockView Of(StockItem item) => new(item.Part, item.OnHand, item.Reserved, item.UnderWay);
}
