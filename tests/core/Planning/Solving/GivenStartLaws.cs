using System.Text.Json;
using Dispatch.Planning;
using Dispatch.Planning.Solving;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Planning.Solving;

/// <summary>Laws of searches that begin with given routes. The seed of a failure is printed.</summary>
public sealed class GivenStartLaws
{
    [Fact]
    public void Whatever_routes_are_given_every_rule_is_kept() => Holds(150, seed =>
    {
        var problem = Nonsense(seed % 2 is 0 ? RandomProblems.Of(seed) : RandomProblems.Crooked(seed), seed);
        Assert.Empty(PlanProblemChecks.Faults(problem));
        Assert.Equal([], PlanChecker.Faults(problem, Solve(problem, seed, 0).Best));
        Assert.Equal([], PlanChecker.Faults(problem, Solve(problem, seed, 100).Best));
    });

    [Fact]
    public void A_plan_is_never_dearer_than_a_start_that_keeps_the_rules() => Holds(300, seed =>
    {
        var problem = Unlinked(seed % 2 is 0 ? RandomProblems.Of(seed) : RandomProblems.Crooked(seed));
        var start = Solve(problem, seed, 60);
        if (start.Best.Unserved.Any(left => problem.Jobs.Single(job => job.Id == left.Job).Pin is not null))
            return;
        var given = problem with { Routes = RoutesOf(start.Best) };
        Assert.True(Solve(given, seed + 1, 0).BestCost <= start.BestCost);
        Assert.True(Solve(given, seed + 1, 30).BestCost <= start.BestCost);
    });

    [Fact]
    public void The_same_seed_and_routes_give_the_same_plan() => Holds(30, seed =>
    {
        var problem = Nonsense(RandomProblems.Of(seed), seed);
        Assert.Equal(JsonSerializer.Serialize(Solve(problem, seed, 200).Best), JsonSerializer.Serialize(Solve(problem, seed, 200).Best));
    });

    [Fact]
    public void No_given_route_keeps_a_pinned_job_out() => Holds(150, seed =>
    {
        var problem = Unlinked(RandomProblems.Of(seed));
        Assert.True(PinnedLeftOut(problem, Solve(Nonsense(problem, seed), seed, 0).Best) <= PinnedLeftOut(problem, Solve(problem, seed, 0).Best));
    });

    [Fact]
    public void An_order_that_keeps_the_rules_is_the_first_plan_even_where_another_is_shorter()
    {
        var li = new PlanEngineer("li", [new(RandomProblems.Morning, RandomProblems.Morning.AddHours(9))], Spot.At(121.5, 31.2));
        List<double> along = [121.52, 121.51, 121.54, 121.53];
        var jobs = along.Select((longitude, i) => new PlanJob($"j{i}", Spot.At(longitude, 31.2), TimeSpan.FromMinutes(20))).ToList();
        var problem = new PlanProblem([li], jobs) { Routes = [new("li", ["j0", "j1", "j2", "j3"])] };
        Assert.Equal(["j0", "j1", "j2", "j3"], Solve(problem, 1, 0).Best.Routes.Single().Visits.Select(visit => visit.Job));
        Assert.Equal(["j1", "j0", "j3", "j2"], Solve(problem, 1, 500).Best.Routes.Single().Visits.Select(visit => visit.Job));
        Assert.NotEqual(["j0", "j1", "j2", "j3"], Solve(problem with { Routes = [] }, 1, 0).Best.Routes.Single().Visits.Select(visit => visit.Job));
    }

    private static PlanProblem Unlinked(PlanProblem problem) => problem with { Jobs = [.. problem.Jobs.Select(job => job with { Crew = 1, After = [] })] };

    // Any jobs in any order with anybody, some with nobody.
    private static PlanProblem Nonsense(PlanProblem problem, int seed)
    {
        var random = new Random(seed);
        var routes = problem.Engineers.Select(_ => new List<string>()).ToList();
        foreach (var job in problem.Jobs.OrderBy(_ => random.Next()).Take(random.Next(problem.Jobs.Count + 1)))
            routes[random.Next(routes.Count)].Add(job.Id);
        return problem with { Routes = [.. problem.Engineers.Select((engineer, i) => new GivenRoute(engineer.Id, routes[i]))] };
    }

    private static IReadOnlyList<GivenRoute> RoutesOf(Plan plan) =>
        [.. plan.Routes.Select(route => new GivenRoute(route.Engineer, [.. route.Visits.Select(visit => visit.Job).OfType<string>()]))];

    private static int PinnedLeftOut(PlanProblem problem, Plan plan) => plan.Unserved.Count(left => problem.Jobs.Single(job => job.Id == left.Job).Pin is not null);

    private static PlanSearch Solve(PlanProblem problem, int seed, int rounds) =>
        PlanSolver.Run(InstanceBuilder.Build(problem).Required(), seed, SearchLimit.Rounds(rounds), TimeProvider.System);

    private static void Holds(int cases, Action<int> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 2).ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
