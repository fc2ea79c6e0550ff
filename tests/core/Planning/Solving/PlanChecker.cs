using Dispatch.Planning;

namespace Dispatch.Tests.Core.Planning.Solving;

/// <summary>Judges a plan by the problem alone, in double precision, sharing nothing with the solver.</summary>
public sealed class PlanChecker
{
    private const double Tolerance = 0.002;
    private readonly PlanProblem problem;
    private readonly Dictionary<string, PlanJob> jobs;
    private readonly List<string> faults = [];
    private double travel, working, overtime, late, change, spare, notPreferred;

    private PlanChecker(PlanProblem problem)
    {
        this.problem = problem;
        jobs = problem.Jobs.ToDictionary(job => job.Id);
    }

    /// <summary>Every rule that a plan breaks, and every cost that it tells wrong.</summary>
    public static IReadOnlyList<string> Faults(PlanProblem problem, Plan plan)
    {
        var checker = new PlanChecker(problem);
        checker.Check(plan);
        return checker.faults;
    }

    private void Check(Plan plan)
    {
        var seen = plan.Routes.SelectMany(route => route.Visits).Select(visit => visit.Job).OfType<string>().Concat(plan.Unserved.Select(job => job.Job)).ToList();
        var served = plan.Routes.SelectMany(route => route.Visits).Where(visit => visit.Job is not null).ToLookup(visit => visit.Job!);
        Expect(seen.Order().SequenceEqual(jobs.Values.SelectMany(job => Enumerable.Repeat(job.Id, served.Contains(job.Id) ? job.Crew : 1)).Order()), "every job once, by each of its crew, or left out");
        foreach (var job in problem.Jobs.Where(job => served.Contains(job.Id)))
            CheckLinks(job, served, plan);
        Expect(plan.Routes.Select(route => route.Engineer).Distinct().Count() == plan.Routes.Count, "one route each");
        foreach (var route in plan.Routes)
            Check(problem.Engineers.Single(engineer => engineer.Id == route.Engineer), route);
        var prices = problem.Prices;
        Same("travel", plan.Costs.Travel, travel * prices.TravelHour);
        Same("working", plan.Costs.Working, working * prices.WorkingHour);
        Same("overtime", plan.Costs.Overtime, overtime * prices.OvertimeHour);
        Same("engineers", plan.Costs.Engineers, plan.Routes.Count * prices.Engineer);
        Same("lateness", plan.Costs.Lateness, late * prices.LatenessFactor);
        Same("change", plan.Costs.Change, change);
        Same("over-qualification", plan.Costs.OverQualification, spare * prices.SpareLevel);
        Same("not preferred", plan.Costs.NotPreferred, notPreferred * prices.NotPreferred);
        Same("unserved", plan.Costs.Unserved, plan.Unserved.Sum(left => jobs[left.Job].Price ?? prices.Unserved * Math.Pow(2, (int)jobs[left.Job].Priority)));
    }

    private void Check(PlanEngineer engineer, PlanRoute route)
    {
        var hours = engineer.Shift.Select((span, i) => i == engineer.Shift.Count - 1 ? span with { Until = span.Until + engineer.MaxOvertime } : span).ToList();
        var (from, now, called, stock) = (engineer.Start, route.Departure, false, engineer.Stock.GroupBy(part => part.Part).ToDictionary(part => part.Key, part => part.Sum(each => each.Quantity)));
        var load = 0;
        Expect(route.Visits.Count(visit => visit.Job is not null) <= (engineer.MaxVisits ?? int.MaxValue), "visits a day");
        Expect(now >= hours[0].From, "sets out in the shift");
        foreach (var visit in route.Visits)
        {
            var job = visit.Job is { } id ? jobs[id] : null;
            var place = job?.At ?? problem.Depot!.At;
            Travel(engineer, hours, from, place, now, visit.Arrival);
            var duration = job is null ? problem.Depot!.Duration : job.Durations.FirstOrDefault(own => own.Engineer == engineer.Id)?.Duration ?? job.Duration;
            Near("duration", visit.End - visit.Start, duration);
            Expect(visit.Start >= visit.Arrival, "begins after he arrives");
            Expect(hours.Any(span => span.From <= visit.Start + Slack && visit.End <= span.Until + Slack), $"{visit.Job} in one stretch of the shift");
            if (job is null)
            {
                Expect(!called, "one call");
                Expect(problem.Depot!.Window is not { } open || Inside(open, visit.Start), "depot's window");
                (called, load) = (true, 0);
            }
            else
            {
                Expect((load += visit.Helps ? 0 : job.Load) <= (engineer.Capacity ?? int.MaxValue), "load");
                CheckVisit(engineer, visit.Helps ? Helped(job) : job, visit, called, stock);
            }
            (from, now) = (place, visit.End);
        }
        if (engineer.End is { } end)
            Travel(engineer, hours, from, end, now, route.End);
        Expect(route.End <= hours[^1].Until + Slack, "home in time");
        working += (route.End - route.Departure).TotalHours;
        overtime += Math.Max(0, (route.End - engineer.Shift[^1].Until).TotalHours);
    }

    // A lead brings what is needed and is whom names and prices speak of.
    private static PlanJob Helped(PlanJob job) => job with { Pin = null, Tools = [], Parts = [], Deadline = null, Preferred = null, Promised = null };

    private void CheckLinks(PlanJob job, ILookup<string, PlanVisit> served, Plan plan)
    {
        var visits = served[job.Id].ToList();
        Expect(visits.Count(visit => !visit.Helps) is 1, $"{job.Id} has one lead");
        Expect(plan.Routes.Count(route => route.Visits.Any(visit => visit.Job == job.Id)) == job.Crew, $"{job.Id} is done by a crew of {job.Crew}");
        Expect(visits.All(visit => (visit.Start - visits[0].Start).Duration() <= TimeSpan.Zero), $"{job.Id} is begun at one instant");
        foreach (var before in job.After)
        {
            Expect(served.Contains(before), $"{job.Id} waits for {before}, which is left out");
            Expect(served[before].All(visit => visit.End <= visits.Min(each => each.Start)), $"{job.Id} begins before {before} has ended");
        }
    }

    private void CheckVisit(PlanEngineer engineer, PlanJob job, PlanVisit visit, bool called, Dictionary<string, int> stock)
    {
        Expect(job.Windows.Count is 0 || job.Windows.Any(window => Inside(window, visit.Start)), $"{job.Id} in its window");
        Expect(job.Zone is null || engineer.Zones.Count is 0 || engineer.Zones.Contains(job.Zone), "zone");
        Expect(job.Customer is null || !engineer.NotCustomers.Contains(job.Customer), "customer he must not go to");
        Expect(engineer.OnlyCustomers.Count is 0 || engineer.OnlyCustomers.Contains(job.Customer), "only his customers");
        Expect(job.Pin is not { } pin || (pin.Engineer == engineer.Id && (pin.Start is not { } start || (start - visit.Start).Duration() <= Slack)), $"{job.Id} pinned");
        foreach (var needed in job.Skills)
        {
            var level = engineer.Skills.FirstOrDefault(skill => skill.Id == needed.Id)?.Level ?? 0;
            Expect(level >= needed.Level, $"{job.Id} skill {needed.Id}");
            spare += level - needed.Level;
        }
        Expect(called || job.Tools.All(engineer.Tools.Contains), $"{job.Id} tools");
        foreach (var part in job.Parts)
        {
            if (!called)
                Expect((stock[part.Part] = stock.GetValueOrDefault(part.Part) - part.Quantity) >= 0, $"{job.Id} parts");
        }
        late += job.Deadline is { } deadline ? Math.Max(0, (visit.End - deadline.At).TotalHours) * deadline.PenaltyPerHour : 0;
        notPreferred += job.Preferred is { } preferred && preferred != engineer.Id ? 1 : 0;
        if (job.Promised is { } promised)
            change += (promised.Engineer == engineer.Id ? 0 : problem.Prices.ChangedEngineer) + Math.Abs((visit.Start - promised.Start).TotalHours) * problem.Prices.ChangedHour;
    }

    private void Travel(PlanEngineer engineer, List<Window> hours, Spot from, Spot to, DateTimeOffset departure, DateTimeOffset arrival)
    {
        var way = problem.Matrix is { } matrix ? from.Point == to.Point ? 0 : matrix.Seconds[from.Point!.Value][to.Point!.Value] : problem.Travel.Between(from.Place!, to.Place!).TotalSeconds;
        way *= engineer.SpeedKmh is { } speed ? problem.Travel.KilometresPerHour / speed : 1;
        var worked = hours.Sum(span => Math.Max(0, (Min(span.Until, arrival) - Max(span.From, departure)).TotalSeconds));
        // A speed is a fraction of 65536.
        Expect(worked >= way * (1 - 1e-4) - Tolerance, $"time for the way: {worked} s of {way} s");
        travel += way / 3600;
    }

    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(1);

    private static bool Inside(Window window, DateTimeOffset instant) => instant >= window.From - Slack && instant <= window.Until + Slack;

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Near(string what, TimeSpan told, TimeSpan expected) => Expect((told - expected).Duration() <= Slack, $"{what}: {told}, not {expected}");

    private void Same(string what, double told, double expected) =>
        Expect(Math.Abs(told - expected) <= 0.05 + 1e-3 * Math.Abs(expected), $"{what} costs {told}, not {expected}");

    private void Expect(bool holds, string rule)
    {
        if (!holds)
            faults.Add(rule);
    }
}
