using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Lists;

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

        /// <summary>What kind of ticket it is.</summary>
        public string? Kind { get; init; }

        /// <summary>By when the engineer has to accept.</summary>
        public DateTimeOffset? AcceptBy { get; init; }

        /// <summary>When he will probably be there, as his day goes; absent once he was.</summary>
        public DateTimeOffset? EstimatedArrival { get; init; }

        /// <summary>When he set out.</summary>
        public DateTimeOffset? DepartedAt { get; init; }

        /// <summary>When he was there.</summary>
        public DateTimeOffset? ArrivedAt { get; init; }

        /// <summary>When he was done.</summary>
        public DateTimeOffset? DoneAt { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder engineers) => engineers.MapGet("/{id}/plan", Handle).RequireAuthorization(Policies.WorldRead)
        .Produces<Response>().WithSummary("An engineer's visits of one day, with the ways between.");

    private static async Task<IResult> Handle(
        string id, DateOnly? date, HttpContext context, WorldPicture world, Arrivals arrivals, ITicketList tickets, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (!caller.SeesWholeOrg && caller.Engineer != id)
            return new ProblemResult(Problem.Of("forbidden"));
        if (EngineerRoutes.Find(world, caller, id) is not { } engineer)
            return new ProblemResult(EngineerRoutes.Unknown);
        var day = await world.Day(id, date ?? world.TodayOf(engineer), cancellationToken);
        var ways = day.Ways(engineer.Profile!.Home, engineer.TravelBy(Planning.TravelModel.City));
        var estimates = arrivals.Of(engineer, day);
        // Tickets that are over have numbers too, and their visits stay in the day.
        var rows = (await tickets.ByIds([.. day.Visits.Select(visit => JobKey.Split(visit.Job).Ticket).Distinct(StringComparer.Ordinal)], cancellationToken))
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
        return TypedResults.Ok(new Response(day.Date, [.. ways.Select(way => View(way.Visit, way.Way, rows) with
        {
            EstimatedArrival = estimates.GetValueOrDefault(way.Visit.Job)?.Arrival,
        })]));
    }

    private static PlannedVisit View(Visit visit, TimeSpan way, Dictionary<string, TicketRow> rows)
    {
        var (ticket, workOrder) = JobKey.Split(visit.Job);
        return new(ticket, workOrder, visit.Stop.Start, visit.Stop.End, (int)Math.Ceiling(way.TotalMinutes), visit.Stop.Place, visit.State)
        {
            Number = rows.GetValueOrDefault(ticket)?.Number,
            Kind = rows.GetValueOrDefault(ticket)?.Kind,
            DepartedAt = visit.DepartedAt,
            ArrivedAt = visit.ArrivedAt,
            DoneAt = visit.DoneAt,
            AcceptBy = visit.State is VisitState.Confirmed ? visit.ExpiresAt : null,
        };
    }
}
