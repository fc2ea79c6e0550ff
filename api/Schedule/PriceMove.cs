using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Silo.Configuration;
using Dispatch.Tickets;

namespace Dispatch.Api.Schedule;

/// <summary><c>POST /api/schedule/price</c>: what it would cost if somebody else, or at another time, made a visit; and why somebody cannot. Nothing is held.</summary>
public static class PriceMove
{
    /// <summary>The visit.</summary>
    public sealed record Request(string Ticket, string WorkOrder)
    {
        /// <summary>Engineer; absent asks for everybody who serves the zone.</summary>
        public string? Engineer { get; init; }

        /// <summary>When work would begin; absent takes the earliest.</summary>
        public DateTimeOffset? Start { get; init; }
    }

    /// <summary>Everybody's answer: those who can, cheapest first, then those who cannot, those who are freed most cheaply first.</summary>
    /// <param name="Currency">ISO 4217 code of the costs.</param>
    public sealed record Response(string Currency, IReadOnlyList<PricedEngineer> Engineers);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder schedule) => schedule.MapPost("/price", Handle).RequireAuthorization(Policies.TicketsDesk)
        .RepeatableByNature().Produces<Response>().WithSummary("What it would cost if somebody else, or at another time, made a visit; and why somebody cannot. Nothing is held.");

    private static async Task<IResult> Handle(
        Request request, HttpContext context, WorldPicture world, EngineerViews views, Supplies supplies, Names names, TicketReach reach, ConfigurationCache configuration, TimeProvider time, CancellationToken cancellationToken)
    {
        var (caller, now) = (Caller.Of(context.User), time.Now());
        if (await reach.Find(caller, request.Ticket, cancellationToken) is not { State: var ticket })
            return new ProblemResult(TicketReach.Unknown(request.Ticket).At("$.ticket"));
        if (ticket.WorkOrderOf(request.WorkOrder) is not { } order)
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.WorkOrderUnknown, ("workOrder", request.WorkOrder)).At("$.workOrder")));
        if (order.State >= WorkOrderState.Departed)
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.WorkOrderInState, ("workOrder", order.Id), ("state", TicketFieldSource.CamelCase(order.State))).At("$.workOrder")));
        if (Job.Of(ticket, order, now) is not { } job)
            return new ProblemResult(Problem.Of(Job.WhyNone(ticket)!.At("$.ticket")));
        if (PossibleInstants.Check("$.start", request.Start) is { } impossible)
            return new ProblemResult(impossible);
        var asked = views.Within(caller.Org).Where(engineer => request.Engineer is { } id ? engineer.Profile!.Id == id : engineer.Profile!.Zones.Contains(job.Zone, StringComparer.Ordinal)).ToList();
        if (request.Engineer is not null && asked.Count is 0)
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.EngineerUnknown).At("$.engineer")));
        var prices = DispatchPrices.Of(configuration.Current);
        var pricing = new MovePricing(MatchOptions.Default, prices, now) { Supply = supplies.Of(job, order, caller.Org) };
        var present = await Present(ticket, order, world, cancellationToken);
        var answers = new List<PricedEngineer>();
        foreach (var engineer in asked)
            answers.Add(Answer(names, pricing, job, present, await PlanOf(engineer, job, request.Start, now, world, cancellationToken), request.Start));
        return TypedResults.Ok(new Response(
            prices.Currency,
            [.. answers.OrderBy(answer => answer.Start is null).ThenBy(answer => (answer.Cost ?? answer.FreedBy?.Then.Cost)?.Total ?? double.PositiveInfinity).ThenBy(answer => answer.Start).ThenBy(answer => answer.Engineer, StringComparer.Ordinal)]));
    }

    private static PricedEngineer Answer(Names names, MovePricing pricing, Job job, PresentVisit? present, EngineerPlan plan, DateTimeOffset? start)
    {
        var profile = plan.Engineer.Profile!;
        var (price, refusal) = pricing.Price(job, present, plan, start?.Truncate());
        if (price is not null)
            return PricedEngineer.Of(profile, price);
        var problem = Problem.Of(refusal!);
        return new(profile.Id, profile.Name)
        {
            Code = problem.Code,
            Reason = problem.Words(),
            FreedBy = pricing.WhatFrees(job, present, plan) is { } freeing ? FreeingView.Of(profile, freeing, names) : null,
        };
    }

    private static async Task<PresentVisit?> Present(Ticket ticket, WorkOrder order, WorldPicture world, CancellationToken cancellationToken)
    {
        if (order.Booking is not { } booking || !world.Engineers.TryGetValue(booking.Engineer, out var engineer) || engineer.Profile is not { } profile)
            return null;
        var day = await world.Day(booking.Engineer, booking.Date, cancellationToken);
        return new(
            day, engineer.TermsOn(booking.Date, TravelModel.City), new(ticket.Facts!.Place!, booking.Start, booking.End),
            order.Skills.Sum(needed => Math.Max(0, profile.LevelOf(needed.Id) - needed.Level)));
    }

    /// <summary>An engineer with the days that a visit may fall on.</summary>
    private static async Task<EngineerPlan> PlanOf(Engineer engineer, Job job, DateTimeOffset? start, DateTimeOffset now, WorldPicture world, CancellationToken cancellationToken)
    {
        var first = start ?? (job.Window.From > now ? job.Window.From : now);
        var last = start ?? (job.Window.Until > first + Ahead ? job.Window.Until : first + Ahead);
        return await Days.PlanOf(engineer, first, last, world, cancellationToken);
    }

    /// <summary>What could free an engineer is looked for so far ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(8);
}

/// <summary>An engineer's answer: when and at what cost, or why not.</summary>
public sealed record PricedEngineer(string Engineer, LocalText Name)
{
    /// <summary>When work would begin; absent when he cannot.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it would end.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Minutes of travel of all days concerned, more or less than now.</summary>
    public int? TravelMinutes { get; init; }

    /// <summary>Minutes beyond the nearest deadline that hangs on the visit, more or less than now.</summary>
    public int? LateMinutes { get; init; }

    /// <summary>Costs in minor units, more or less than now.</summary>
    public PlanCosts? Cost { get; init; }

    /// <summary>Code of what stands in the way; absent when nothing does.</summary>
    public string? Code { get; init; }

    /// <summary>The same in words.</summary>
    public LocalText? Reason { get; init; }

    /// <summary>The cheapest thing that would free him; absent where nothing would.</summary>
    public FreeingView? FreedBy { get; init; }

    internal static PricedEngineer Of(EngineerProfile profile, MovePrice price) => new(profile.Id, profile.Name)
    {
        Start = price.Stop.Start,
        End = price.Stop.End,
        TravelMinutes = (int)Math.Round(price.Travel.TotalMinutes),
        LateMinutes = (int)Math.Ceiling(price.Late.TotalMinutes),
        Cost = price.Costs,
    };
}
