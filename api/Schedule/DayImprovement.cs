using Dispatch.Api.Access;
using Dispatch.Api.Plans;
using Dispatch.Api.Problems;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Planning.Solving;
using Dispatch.Silo.Configuration;
using Dispatch.Tickets;

namespace Dispatch.Api.Schedule;

/// <summary>A day as it stands: engineers, and the visits that are promised or that nobody has.</summary>
/// <param name="Visits">With the ticket of each as it was read.</param>
/// <param name="AsItGoes">When visits really begin and end, by job.</param>
/// <param name="Prices">What it is judged by.</param>
public sealed record SeenDay(IReadOnlyList<(Engineer Engineer, EngineerDay Day)> Engineers, IReadOnlyList<(MovableVisit Movable, Snapshot<Ticket> Ticket)> Visits, IReadOnlyDictionary<string, Stop> AsItGoes, DispatchPrices Prices, DateTimeOffset At)
{
    private static readonly TimeSpan Slight = TimeSpan.FromMinutes(15);

    /// <summary>What a plan depends on, as one number: while it is the same, another search finds the same.</summary>
    public int Fingerprint
    {
        get
        {
            var hash = new HashCode();
            hash.Add(Prices);
            foreach (var (engineer, day) in Engineers)
            {
                hash.Add(engineer.Profile!.Id);
                foreach (var hours in engineer.HoursOn(day.Date))
                    hash.Add(hours);
                foreach (var visit in day.Visits)
                    hash.Add((visit.Job, visit.Attempt, visit.State, visit.Pinned));
            }
            foreach (var (visit, _) in Visits.Where(visit => visit.Movable.Promised is null || visit.Movable.Behind > Slight))
                hash.Add((visit.Job.Id, visit.Job.DueAt, visit.Behind.Ticks / Slight.Ticks));
            return hash.ToHashCode();
        }
    }
}

/// <summary>Moves that make a day better, or none.</summary>
/// <param name="Cost">In minor units, more or less than now: travel, lateness and what changes of promises.</param>
public sealed record BetterDay(DayMoves Moves, double Cost, string Currency)
{
    /// <summary>Visits among the moves that nobody has now.</summary>
    public int Found => Moves.Moves.Count(move => move.From is null);
}

/// <summary>Searches for a better day. Nothing is held or changed.</summary>
public sealed class DayImprovement(WorldPicture world, EngineerViews views, UnplannedVisits unplanned, Supplies supplies, TicketReach reach, Arrivals arrivals, ConfigurationCache configuration, TimeProvider time)
{
    private const int MostVisits = 2_000;

    /// <summary>Looks at a day.</summary>
    /// <param name="date">Null takes each engineer's today.</param>
    /// <param name="zone">Only the engineers and visits of a zone; null for all.</param>
    public async Task<SeenDay> See(Caller caller, DateOnly? date, string? zone, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var days = await Days.Of(caller, date, zone, views, world, cancellationToken);
        var goes = days.SelectMany(each => arrivals.AsItGoes(each.Engineer, each.Day, now)).ToDictionary(StringComparer.Ordinal);
        return new(days, await Visits(caller, zone, days, goes, now, cancellationToken), goes, DispatchPrices.Of(configuration.Current), now);
    }

    /// <summary>Searches for a while.</summary>
    /// <returns>What was found, or why nothing was sought.</returns>
    public async Task<(BetterDay? Better, Problem? Problem)> Search(SeenDay seen, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (seen.Visits.Count > MostVisits)
            return (null, Problem.Of("too-many-items", ("most", MostVisits)).At("$.zone"));
        if (seen.Engineers.Count > PlanLimits.Engineers)
            return (null, Problem.Of("too-many-items", ("most", PlanLimits.Engineers)).At("$.zone"));
        var none = new BetterDay(DayMoves.None, 0, seen.Prices.Currency);
        var problem = DayProblem.Of(seen.Engineers, [.. seen.Visits.Select(visit => visit.Movable)], seen.AsItGoes, seen.Prices, seen.At);
        if (problem.Movable.Count is 0 || problem.Problem.Engineers.Count is 0)
            return (none, null);
        var (plan, wrong) = await SearchRoom.Solve(problem.Problem, seed: 1, SearchLimit.For(limit), time, cancellationToken);
        if (plan is null)
            return (null, wrong);
        var moves = DayMoves.Towards(new(plan.Routes, plan.Unserved, plan.Costs), problem, seen.Engineers, seen.At);
        var better = new BetterDay(moves, moves.CostBy(seen.Prices), seen.Prices.Currency);
        // A plan that is no better than what is promised changes nothing.
        return (better.Cost >= 0 && better.Found is 0 ? none : better, null);
    }

    /// <summary>What is promised on the day and has not begun, and what nobody has.</summary>
    private async Task<List<(MovableVisit Movable, Snapshot<Ticket> Ticket)>> Visits(
        Caller caller, string? zone, IReadOnlyList<(Engineer Engineer, EngineerDay Day)> days, IReadOnlyDictionary<string, Stop> goes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var visits = new List<(MovableVisit, Snapshot<Ticket>)>();
        foreach (var visit in days.SelectMany(day => day.Day.Visits).Where(visit => visit.State is VisitState.Confirmed or VisitState.Accepted))
        {
            var (id, workOrder) = JobKey.Split(visit.Job);
            // What the ticket and the day do not agree on is about to change.
            if (await reach.Find(caller, id, cancellationToken) is { State: var ticket } found && ticket.WorkOrderOf(workOrder) is { Booking: { } booking } order
                && booking.Attempt == visit.Attempt && Job.Of(ticket, order, now) is { } job)
                visits.Add((new(job, booking) { AsItGoes = goes.GetValueOrDefault(visit.Job) }, found));
        }
        // Without its parts a visit finds nobody, whatever moves.
        foreach (var (row, ticket, order) in await unplanned.Find(caller, zone, cancellationToken))
            if (Job.Of(ticket.State, order, now) is { } job && supplies.Of(job, order, org: null).Short is null)
                visits.Add((new(job, null), ticket));
        return visits;
    }
}
