using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.World;
using Dispatch.Engineers;

namespace Dispatch.Api.Engineers;

/// <summary><c>GET /api/engineers/{id}/plan?date=</c>: an engineer's route of one day.</summary>
public static class GetPlan
{
    /// <summary>A day's visits in order.</summary>
    public sealed record Response(DateOnly Date, IReadOnlyList<PlannedVisit> Visits);

    /// <summary>A visit with the way to it.</summary>
    /// <param name="TravelMinutes">Estimated way from the stop before, or from home.</param>
    public sealed record PlannedVisit(
        string Ticket, string WorkOrder, DateTimeOffset Start, DateTimeOffset End, int TravelMinutes, Place Place, VisitState State)
    {
        /// <summary>The ticket's number.</summary>
        public string? Number { get; init; }

        /// <summary>By when the engineer has to accept.</summary>
        public DateTimeOffset? AcceptBy { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder engineers) => engineers.MapGet("/{id}/plan", Handle).RequireAuthorization(Policies.WorldRead)
        .Produces<Response>().WithSummary("An engineer's visits of one day, with the ways between.");

    private static async Task<IResult> Handle(
        string id, DateOnly? date, HttpContext context, WorldPicture world, EngineerViews views, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (!caller.SeesWholeOrg && caller.Engineer != id)
            return new ProblemResult(Problem.Of("forbidden"));
        if (EngineerRoutes.Find(world, caller, id) is not { } engineer)
            return new ProblemResult(EngineerRoutes.Unknown);
        var day = await world.Day(id, date ?? world.TodayOf(engineer), cancellationToken);
        var (from, visits) = (engineer.Profile!.Home, new List<PlannedVisit>());
        foreach (var visit in day.Visits)
        {
            visits.Add(View(visit, from, views));
            from = visit.Stop.Place;
        }
        return TypedResults.Ok(new Response(day.Date, visits));
    }

    private static PlannedVisit View(Visit visit, Place from, EngineerViews views)
    {
        var view = views.View(visit);
        var travel = (int)Math.Ceiling(Planning.TravelModel.City.Between(from, visit.Stop.Place).TotalMinutes);
        return new(view.Ticket, view.WorkOrder, view.Start, view.End, travel, visit.Stop.Place, visit.State)
        {
            Number = view.Number,
            AcceptBy = visit.State is VisitState.Confirmed ? visit.ExpiresAt : null,
        };
    }
}
