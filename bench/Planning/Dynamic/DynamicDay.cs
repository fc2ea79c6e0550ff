using System.Diagnostics;
using System.Globalization;
using Dispatch.Planning;
using Dispatch.Planning.Solving;

namespace Dispatch.Bench.Dynamic;

/// <summary>How much a day may think.</summary>
/// <param name="Morning">Before the day starts.</param>
/// <param name="Reaction">When a request becomes known and there is no room for it as the plan is.</param>
/// <param name="Between">After each reveal, to make the plan better.</param>
internal sealed record DynamicBudgets(TimeSpan Morning, TimeSpan Reaction, TimeSpan Between);

/// <summary>What became of a day.</summary>
/// <param name="Rejected">Rows of requests that did not fit, in the order in which they became known.</param>
/// <param name="Reactions">Milliseconds from knowing a request to knowing who has it, or that nobody has.</param>
internal sealed record DynamicOutcome(IReadOnlyList<(int Technician, IReadOnlyList<MadeStop> Stops)> Routes, IReadOnlyList<int> Rejected, IReadOnlyList<double> Reactions);

/// <summary>Plays a day in which requests become known one after the other.</summary>
/// <remarks>A way begun counts as committed to where it leads. Between reveals the clock of the day stands still while the plan is made better.</remarks>
internal sealed class DynamicDay(PlanProblem problem, IReadOnlyDictionary<string, DateTimeOffset?> known, DynamicBudgets budgets)
{
    private readonly Dictionary<string, PlanJob> jobs = problem.Jobs.ToDictionary(job => job.Id);
    private readonly List<DynamicTechnician> technicians = [.. problem.Engineers.Select(engineer => new DynamicTechnician(engineer, Ways(problem)))];
    private readonly List<string> accepted = [];
    private readonly List<int> rejected = [];
    private readonly List<double> reactions = [];
    private int seed;

    public DynamicOutcome Play()
    {
        var dawn = problem.Engineers.Min(engineer => engineer.Shift[0].From);
        accepted.AddRange(problem.Jobs.Where(job => known[job.Id] is null).Select(job => job.Id));
        var morning = Solve(dawn, accepted, SearchLimit.For(budgets.Morning));
        foreach (var left in morning.Unserved)
            Reject(left.Job);
        Follow(morning);
        foreach (var reveal in problem.Jobs.Where(job => known[job.Id] is not null).GroupBy(job => known[job.Id]!.Value).OrderBy(group => group.Key))
        {
            GoOn(reveal.Key);
            foreach (var job in reveal)
                React(reveal.Key, job.Id);
            if (Solve(reveal.Key, Open(), SearchLimit.For(budgets.Between)) is { Unserved.Count: 0 } better)
                Follow(better);
        }
        GoOn(DateTimeOffset.MaxValue);
        return new([.. technicians.Where(each => each.Made.Count > 0).Select(each => (int.Parse(each.Id, CultureInfo.InvariantCulture), (IReadOnlyList<MadeStop>)each.Made))], rejected, reactions);
    }

    private void React(DateTimeOffset now, string job)
    {
        var begun = Stopwatch.GetTimestamp();
        var wanted = Open().Append(job).ToList();
        var plan = Solve(now, wanted, SearchLimit.Rounds(0));
        if (plan.Unserved.Count > 0)
            plan = Solve(now, wanted, SearchLimit.For(budgets.Reaction));
        reactions.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        if (plan.Unserved.Count > 0)
        {
            Reject(job);
            return;
        }
        accepted.Add(job);
        Follow(plan);
    }

    // What was promised stays promised: a plan counts only if it leaves nothing out.
    private Plan Solve(DateTimeOffset now, IReadOnlyList<string> wanted, SearchLimit limit)
    {
        var crew = technicians.Select(each => (Technician: each, From: each.From(now))).Where(each => each.From is not null).ToList();
        var present = problem with
        {
            Engineers = [.. crew.Select(each => each.From!.Value.Engineer)],
            Jobs = [.. wanted.Select(id => jobs[id]), .. crew.Select(each => each.From!.Value.Mark).OfType<PlanJob>()],
            Routes = [.. crew.Select(each => each.Technician.Route)],
        };
        return present.Engineers.Count is 0
            ? new([], [.. wanted.Select(id => new UnservedJob(id, RejectionCode.OutsideWorkingHours, []))], new())
            : PlanSolver.Run(InstanceBuilder.Build(present).Required(), ++seed, limit, TimeProvider.System).Best;
    }

    private List<string> Open()
    {
        var open = technicians.SelectMany(each => each.Open).ToHashSet(StringComparer.Ordinal);
        return [.. accepted.Where(open.Contains)];
    }

    private void Reject(string job)
    {
        accepted.Remove(job);
        rejected.Add(jobs[job].At.Point!.Value);
    }

    private void Follow(Plan plan) => technicians.ForEach(each => each.Follow(plan.Routes.FirstOrDefault(route => route.Engineer == each.Id)));

    private void GoOn(DateTimeOffset now) => technicians.ForEach(each => each.GoOn(now, jobs));

    private static TimeSpan[][] Ways(PlanProblem problem) => [.. problem.Matrix!.Seconds.Select(row => row.Select(TimeSpan.FromSeconds).ToArray())];
}
