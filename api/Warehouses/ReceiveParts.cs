using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Stock;
using Orleans;

namespace Dispatch.Api.Warehouses;

/// <summary><c>POST /api/warehouses/{id}/receive</c>: parts came in; visits that waited for them are tried again.</summary>
public static class ReceiveParts
{
    /// <summary>The delivery.</summary>
    public sealed record Request(string Part, int Quantity);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder warehouses) => warehouses.MapPost("/{id}/receive", Handle)
        .RequireAuthorization(Policies.StockWrite).Produces(StatusCodes.Status204NoContent)
        .WithSummary("Parts came in.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, WorldPicture world, IGrainFactory grains)
    {
        var caller = Caller.Of(context.User);
        if (!world.Warehouses.TryGetValue(id, out var warehouse) || !OrgPath.Holds(caller.Org, warehouse.Org))
            return new ProblemResult(Problem.Of("warehouse-unknown", ("warehouse", id)));
        if (!PartNeed.IsPart(request.Part))
            return new ProblemResult(Problem.Of("part-invalid", ("value", request.Part)).At("$.part"));
        var item = grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{id}/{request.Part}");
        if (!world.Stock.ContainsKey($"{id}/{request.Part}"))
            await item.Handle(new DefineStock(warehouse.Org), Origin.System);
        try
        {
            return Outcomes.Answer(context, await item.Handle(new ReceiveStock(request.Quantity), Origins.Of(context)));
        }
        catch (DuplicateKeyException repeat) when (repeat.Holder.BodyHash == repeat.Key.BodyHash)
        {
            // The same delivery was booked before: what it asked for holds.
            return TypedResults.NoContent();
        }
    }
}
