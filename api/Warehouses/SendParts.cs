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

/// <summary><c>POST /api/warehouses/{id}/send</c>: parts that are promised to nobody leave for another warehouse, which books them once.</summary>
public static class SendParts
{
    /// <summary>What goes where.</summary>
    /// <param name="To">Bare id of the warehouse that gets them.</param>
    public sealed record Request(string Part, int Quantity, string To);

    /// <summary>The part in both warehouses.</summary>
    /// <param name="From">Where it left; <c>underWay</c> is 0 once the other has booked all that was sent.</param>
    public sealed record Answer(StockView From)
    {
        /// <summary>Where it goes; absent while that cannot be asked. The parts arrive without further ado.</summary>
        public StockView? To { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder warehouses) => warehouses.MapPost("/{id}/send", Handle)
        .RequireAuthorization(Policies.StockWrite).Produces<Answer>()
        .WithSummary("Parts go to another warehouse.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, WorldPicture world, IGrainFactory grains)
    {
        var caller = Caller.Of(context.User);
        bool Knows(string warehouse) => world.Warehouses.TryGetValue(warehouse, out var known) && OrgPath.Holds(caller.Org, known.Org);
        if (!Knows(id))
            return new ProblemResult(Problem.Of("warehouse-unknown", ("warehouse", id)));
        if (!PartNeed.IsPart(request.Part))
            return new ProblemResult(Problem.Of("part-invalid", ("value", request.Part)).At("$.part"));
        if (!Knows(request.To))
            return new ProblemResult(Problem.Of("warehouse-unknown", ("warehouse", request.To)).At("$.to"));
        var source = grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{id}/{request.Part}");
        if (await Send(source, request, context) is { } refusal)
            return new ProblemResult(Problem.Of(refusal));
        var arrived = await Arrive(grains, (await source.Describe())!.State, request.To);
        return TypedResults.Ok(new Answer(StockView.Of((await source.Describe())!.State)) { To = arrived });
    }

    /// <summary>Sends once for each key, however few pieces a repeat finds left.</summary>
    private static async Task<Rejection?> Send(IStockGrain source, Request request, HttpContext context)
    {
        try
        {
            return await source.Handle(new SendStock(request.To, request.Quantity), Origins.Of(context)) is Outcome.Rejected { Rejection: var refusal }
                && !await Idempotency.IsRepeat(context) ? refusal : null;
        }
        catch (DuplicateKeyException repeat) when (repeat.Holder.BodyHash == repeat.Key.BodyHash)
        {
            return null;
        }
    }

    /// <summary>Does within the call what the sender would see to by itself. What is sent stays sent, so trouble on the other side is none of the caller's.</summary>
    private static async Task<StockView?> Arrive(IGrainFactory grains, StockItem item, string to)
    {
        try
        {
            if (item.ShipmentsTo(to) is { UnderWay: > 0 } shipments)
                await grains.HandOver(item, shipments);
            return await grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{to}/{item.Part}").Describe() is { } arrived ? StockView.Of(arrived.State) : null;
        }
        catch (Exception trouble) when (Faults.IsPassing(trouble))
        {
            return null;
        }
    }
}
