using System.Text.Json;
using Dispatch.Planning;
using Dispatch.Planning.Solving;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Planning.Solving;

/// <summary>Laws over random problems. The seed of a failure is printed.</summary>
public sealed class SearchLaws
{
    [Fact]
    public void Whatever_the_search_finds_keeps_every_rule_and_costs_what_it_says() => Holds(150, seed =>
    {
        var problem = RandomProblems.Of(seed);
        Assert.Equal([], PlanChecker.Faults(problem, Solve(problem, seed, 300).Best));
    });

    [Fact]
    public void Any_sequence_of_moves_and_removals_keeps_every_rule() => Holds(150, seed =>
    {
        var (problem, random) = (RandomProblems.Of(seed), new Random(seed));
        var walk = new RandomWalk(InstanceBuilder.Build(problem).Required(), random);
        for (var step = 0; step < 40; step++)
        {
            walk.Step();
            Assert.Equal([], PlanChecker.Faults(problem, PlanWriter.Write(walk.Draft)));
        }
    });

    [Fact]
    public void Where_the_way_by_another_place_is_the_shorter_one_every_rule_is_kept_as_well() => Holds(100, seed =>
    {
        var (problem, random) = (RandomProblems.Crooked(seed), new Random(seed));
        Assert.Equal([], PlanChecker.Faults(problem, Solve(problem, seed, 200).Best));
        var walk = new RandomWalk(InstanceBuilder.Build(problem).Required(), random);
        for (var step = 0; step < 60; step++)
        {
            walk.Step();
            Assert.Equal([], PlanChecker.Faults(problem, PlanWriter.Write(walk.Draft)));
        }
    });

    [Fact]
    public void A_moves_price_is_exactly_what_making_it_changes() => Holds(300, seed =>
    {
        var walk = new RandomWalk(InstanceBuilder.Build(RandomProblems.Of(seed)).Required(), new(seed));
        for (var step = 0; step < 60; step++)
        {
            if (walk.Step() is { } change)
                Assert.Equal(walk.CostBefore + change, walk.Draft.Cost);
        }
    });

    [Fact]
    public void What_is_taken_back_was_never_done() => Holds(200, seed =>
    {
        var walk = new RandomWalk(InstanceBuilder.Build(seed % 2 is 0 ? RandomProblems.Of(seed) : RandomProblems.Crooked(seed)).Required(), new(seed));
        for (var step = 0; step < 20; step++)
            walk.Step();
        var before = JsonSerializer.Serialize(PlanWriter.Write(walk.Draft));
        var cost = walk.Draft.Cost;
        walk.Draft.Begin();
        for (var step = 0; step < 10; step++)
            walk.Step();
        walk.Draft.TakeBack();
        Assert.Equal(cost, walk.Draft.Cost);
        Assert.Equal(before, JsonSerializer.Serialize(PlanWriter.Write(walk.Draft)));
    });

    [Fact]
    public void The_sum_kept_along_the_way_is_what_the_plan_costs() => Holds(100, seed =>
    {
        var search = Solve(RandomProblems.Of(seed), seed, 200);
        Assert.Equal(Units.Minor(search.BestCost), search.Best.Costs.Total, 1e-3);
    });

    [Fact]
    public void The_same_seed_and_rounds_give_the_same_plan() => Holds(30, seed => Assert.Equal(
        JsonSerializer.Serialize(Solve(RandomProblems.Of(seed), seed, 400).Best),
        JsonSerializer.Serialize(Solve(RandomProblems.Of(seed), seed, 400).Best)));

    [Fact]
    public void Searching_on_never_makes_the_best_plan_dearer() => Holds(50, seed =>
    {
        var instance = InstanceBuilder.Build(RandomProblems.Of(seed)).Required();
        var search = new PlanSearch(instance, seed);
        for (var slice = 0; slice < 20; slice++)
        {
            var before = search.BestCost;
            search.Run(20, slice / 20.0);
            Assert.True(search.BestCost <= before);
        }
    });

    private static PlanSearch Solve(PlanProblem problem, int seed, int rounds) =>
        PlanSolver.Run(InstanceBuilder.Build(problem).Required(), seed, SearchLimit.Rounds(rounds), TimeProvider.System);

    private static void Holds(int cases, Action<int> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
