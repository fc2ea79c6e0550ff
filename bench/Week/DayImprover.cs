using Dispatch.Api.Schedule;
using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Planning.Solving;
using Dispatch.Tickets;

namespace Dispatch.Bench.Week;

/// <summary>Looks for a better today and tomorrow of each zone, and makes the moves that pay off, by the rules of <see cref="SteadyImprovement"/>.</summary>
/// <param name="rounds">Rounds of one search, where the service searches for half a second: the same seed then gives the same week.</param>
internal sealed class DayImprover(Field field, IReadOnlyList<string> zones, DispatchPrices prices, MatchOptions matching, int rounds)
{
    private const int DaysAhead = 1;

    /// <summary>Improves what can be.</summary>
    /// <param name="sought">Visits that nobody has.</param>
    /// <returns>Those of them that somebody has now.</returns>
    public IReadOnlyList<WantedVisit> Improve(IReadOnlyList<WantedVisit> sought)
    {
        var found = new List<WantedVisit>();
        for (var ahead = 0; ahead <= DaysAhead && rounds > 0; ahead++)
            foreach (var zone in zones)
                found.AddRange(Improve(zone, ahead, [.. sought.Where(visit => visit.Job.Zone == zone && !found.Contains(visit))]));
        return found;
    }

    private List<WantedVisit> Improve(string zone, int ahead, IReadOnlyList<WantedVisit> sought)
    {
        var people = field.Crew.All.Where(engineer => engineer.Profile!.Zones.Contains(zone, StringComparer.Ordinal)).ToList();
        var date = people.Min(engineer => engineer.Profile!.Shift.DateAt(field.Now)).AddDays(ahead);
        var days = people.ConvertAll(engineer => (Engineer: engineer, Day: field.Crew.Day(engineer.Profile!.Id, date)));
        var goes = days.SelectMany(each => each.Day.AsItGoes(field.Crew.Terms(each.Day.Engineer, date), null, field.Now)).ToDictionary(StringComparer.Ordinal);
        var visits = days.SelectMany(each => each.Day.Visits.Where(visit => visit.State is VisitState.Accepted).Select(visit => Movable(each.Day, visit, goes)))
            .Concat(sought.Select(visit => new MovableVisit(visit.Job, null))).ToList();
        var problem = DayProblem.Of(days, visits, goes, prices, field.Now);
        if (problem.Movable.Count is 0 || problem.Problem.Engineers.Count is 0)
            return [];
        var plan = PlanSolver.Run(InstanceBuilder.Build(problem.Problem).Required(), seed: 1, SearchLimit.Rounds(rounds), TimeProvider.System).Best;
        var moves = DayMoves.Towards(plan, problem, days, field.Now);
        var pays = moves.Moves.Any(move => move.From is null) || moves.CostBy(prices) <= -prices.LeastGain;
        return pays ? [.. moves.Moves.Where(Make).Where(move => move.From is null).Select(move => field.Of(move.Job))] : [];
    }

    private MovableVisit Movable(EngineerDay day, Visit visit, Dictionary<string, Stop> goes)
    {
        var wanted = field.Of(visit.Job);
        var booking = new Booking(visit.Job, visit.Attempt, day.Engineer, day.Date, visit.Stop.Start, visit.Stop.End, visit.Stop.Start, null);
        return new(wanted.Job, booking) { AsItGoes = goes[visit.Job] };
    }

    private bool Make(ProposedMove move)
    {
        var (visit, engineer) = (field.Of(move.Job), field.Crew[move.Engineer]);
        if (move.From is { } from)
            return move.Start > field.Now
                && field.Promise(visit, move.Engineer, engineer.DateOf(move.Start, move.End), new(visit.Job.Place, move.Start, move.End), (from.Engineer, from.Date));
        // What nobody has is booked with whom the plan names, at his earliest.
        return Matcher.Propose(visit.Job with { Wanted = move.Engineer }, field.Crew.Plans, field.Now, matching).Candidates is [var place]
            && field.Promise(visit, place.Engineer, place.Date, place.Stop);
    }
}
