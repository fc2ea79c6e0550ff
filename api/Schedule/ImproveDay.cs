using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Plans;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Planning.Solving;
using Dispatch.Tickets;

namespace Dispatch.Api.Schedule;

/// <summary><c>POST /api/schedule/improve</c>: which moves would make a day better. Nothing is held or changed; each is made by <c>move-visit</c>, or by <c>book-visit</c> where nobody has it.</summary>
public static class ImproveDay
{
    private const int MostVisits = 2_000;
    private const double LongestSeconds = 20;
    private const double UsualSeconds = 3;

    /// <summary>The day.</summary>
    public sealed record Request
    {
        /// <summary>Absent: each engineer's today.</summary>
        public DateOnly? Date { get; init; }

        /// <summary>Only the engineers and visits of a zone.</summary>
        public string? Zone { get; init; }

        /// <summary>How long to search, at most 20; 3 when absent.</summary>
        public double? Seconds { get; init; }
    }

    /// <summary>Moves in the order in which they are possible, and what they change together.</summary>
    /// <param name="TravelMinutes">Travel of all engineers, more or less than now.</param>
    /// <param name="LateMinutes">Minutes beyond deadlines, more or less than now.</param>
    /// <param name="Cost">In minor units, more or less than now: travel, lateness and what changes of promises.</param>
    /// <param name="Found">Visits among them that nobody has now.</param>
    public sealed record Response(string Currency, int TravelMinutes, int LateMinutes, double Cost, int Found, IReadOnlyList<MoveView> Moves);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder schedule) => schedule.MapPost("/improve", Handle).RequireAuthorization(Policies.PlansSolve)
        .RepeatableByNature().Produces<Response>().WithSummary("Which moves would make a day better, and by how much. Nothing is held or changed.");

    private static async Task<IResult> Handle(
        Request request, HttpContext context, WorldPicture world, EngineerViews views, UnplannedVisits unplanned, TicketReach reach, TimeProvider time, CancellationToken cancellationToken)
    {
        var (caller, now) = (Caller.Of(context.User), time.Now());
        if (request.Zone is { } zone && !(world.Zones.TryGetValue(zone, out var known) && OrgPath.Holds(caller.Org, known.Org)))
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.ZoneUnknown, ("zone", zone)).At("$.zone")));
        if (request.Date is { } date && PossibleInstants.Check("$.date", new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero)) is { } impossible)
            return new ProblemResult(impossible);
        if (request.Seconds is { } asked && !(asked is > 0 and <= LongestSeconds))
            return new ProblemResult(Problem.Of("number-out-of-range", ("least", 0), ("most", LongestSeconds)).At("$.seconds"));
        var days = await Days.Of(caller, request.Date, request.Zone, views, world, cancellationToken);
        var visits = await Visits(caller, request.Zone, days, unplanned, reach, now, cancellationToken);
        if (visits.Count > MostVisits)
            return new ProblemResult(Problem.Of("too-many-items", ("most", MostVisits)).At("$.zone"));
        if (days.Count > PlanLimits.Engineers)
            return new ProblemResult(Problem.Of("too-many-items", ("most", PlanLimits.Engineers)).At("$.zone"));
        var prices = new PlanPrices();
        var problem = DayProblem.Of(days, [.. visits.Select(visit => visit.Movable)], prices, now);
        if (problem.Movable.Count is 0 || problem.Problem.Engineers.Count is 0)
            return TypedResults.Ok(View(DayMoves.None, visits, prices, views));
        var limit = SearchLimit.For(TimeSpan.FromSeconds(request.Seconds ?? UsualSeconds));
        var (plan, wrong) = await SearchRoom.Solve(problem.Problem, seed: 1, limit, time, cancellationToken);
        return plan is null
            ? new ProblemResult(wrong!)
            : TypedResults.Ok(View(DayMoves.Towards(new(plan.Routes, plan.Unserved, plan.Costs), problem, days, now), visits, prices, views));
    }

    /// <summary>What is promised on the day and has not begun, and what nobody has.</summary>
    private static async Task<List<(MovableVisit Movable, string Number)>> Visits(
        Caller caller, string? zone, IReadOnlyList<(Engineer Engineer, EngineerDay Day)> days, UnplannedVisits unplanned, TicketReach reach, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var visits = new List<(MovableVisit, string)>();
        foreach (var visit in days.SelectMany(day => day.Day.Visits).Where(visit => visit.State is VisitState.Confirmed or VisitState.Accepted))
        {
            var (id, workOrder) = JobKey.Split(visit.Job);
            // What the ticket and the day do not agree on is about to change.
            if (await reach.Find(caller, id, cancellationToken) is { State: var ticket } && ticket.WorkOrderOf(workOrder) is { Booking: { } booking } order
                && booking.Attempt == visit.Attempt && Job.Of(ticket, order, now) is { } job)
                visits.Add((new(job, booking, ticket.NearestDue?.DueAt), ticket.Facts!.Number));
        }
        foreach (var (row, ticket, order) in await unplanned.Find(caller, zone, cancellationToken))
            if (Job.Of(ticket, order, now) is { } job)
                visits.Add((new(job, null, row.DueAt), row.Number));
        return visits;
    }

    private static Response View(DayMoves moves, List<(MovableVisit Movable, string Number)> visits, PlanPrices prices, EngineerViews views)
    {
        var numbers = visits.ToDictionary(visit => visit.Movable.Job.Id, visit => visit.Number, StringComparer.Ordinal);
        var found = moves.Moves.Count(move => move.From is null);
        var change = moves.Moves.Where(move => move.From is not null)
            .Sum(move => (move.From!.Engineer == move.Engineer ? 0 : prices.ChangedEngineer) + prices.ChangedHour * (move.Start - move.From.Start).Duration().TotalHours);
        var cost = prices.TravelHour * moves.Travel.TotalHours + MovePricing.LateHour * moves.Late.TotalHours + change;
        // A plan that is no better than what is promised changes nothing.
        return cost >= 0 && found is 0
            ? new(prices.Currency, 0, 0, 0, 0, [])
            : new(prices.Currency, (int)Math.Round(moves.Travel.TotalMinutes), (int)Math.Round(moves.Late.TotalMinutes), cost, found, [.. moves.Moves.Select(move => MoveView.Of(move, numbers[move.Job], views))]);
    }
}

/// <summary>A visit that would be better off elsewhere.</summary>
/// <param name="Name">The engineer's name.</param>
public sealed record MoveView(string Ticket, string WorkOrder, string Number, string Engineer, LocalText Name, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Who has it now; absent while nobody has.</summary>
    public string? FromEngineer { get; init; }

    /// <summary>The name of whoever has it now.</summary>
    public LocalText? FromName { get; init; }

    /// <summary>When it is promised now.</summary>
    public DateTimeOffset? FromStart { get; init; }

    internal static MoveView Of(ProposedMove move, string number, EngineerViews views)
    {
        var (ticket, workOrder) = JobKey.Split(move.Job);
        return new(ticket, workOrder, number, move.Engineer, views.NameOf(move.Engineer), move.Start, move.End)
        {
            FromEngineer = move.From?.Engineer,
            FromName = move.From is { } from ? views.NameOf(from.Engineer) : null,
            FromStart = move.From?.Start,
        };
    }
}
