using Dispatch.Planning.Solving;

namespace Dispatch.Tests.Core.Planning.Solving;

public sealed class LeniencyTests
{
    private const double PerJob = 1_000;
    private static readonly Instance Instance = InstanceBuilder.Build(RandomProblems.Of(seed: 7)).Required();

    [Fact]
    public void A_job_left_out_counts_less_than_its_price_but_something()
    {
        var leniency = Begun();
        for (var job = 0; job < Instance.Jobs; job++)
            Assert.InRange(leniency.Of([job]), 0, Math.Max(0, Instance.Figures.Unserved[job] - 1));
    }

    [Fact]
    public void A_plan_that_leaves_nobody_out_counts_as_what_it_costs() => Assert.Equal(0, Begun().Of([]));

    [Fact]
    public void As_long_as_every_plan_leaves_some_out_that_counts_more_and_more()
    {
        var leniency = Begun();
        var before = leniency.Of([0]);
        Go(leniency, complete: false);
        Assert.True(leniency.Of([0]) < before);
    }

    [Fact]
    public void As_long_as_no_plan_leaves_any_out_that_counts_less_and_less()
    {
        var leniency = Begun();
        var before = leniency.Of([0]);
        Go(leniency, complete: true);
        Assert.True(leniency.Of([0]) > before);
    }

    [Fact]
    public void A_job_that_was_left_out_often_counts_more_than_before_and_the_others_less()
    {
        var leniency = Begun();
        var (often, never) = (leniency.Of([0]), leniency.Of([1]));
        for (var round = 0; round < 50; round++)
            leniency.Note([0], complete: round % 2 is 0);
        Assert.True(leniency.Of([0]) < often);
        Assert.True(leniency.Of([1]) > never);
    }

    [Fact]
    public void What_happened_long_ago_counts_no_more()
    {
        var leniency = Begun();
        for (var round = 0; round < 100_000; round++)
            leniency.Note([0], complete: round % 2 is 0);
        for (var round = 0; round < 1_000; round++)
            leniency.Note([1], complete: round % 2 is 0);
        var (first, second) = (Share(leniency, 0), Share(leniency, 1));
        Assert.True(second > first, $"{second} of its price, {first} of the other's");
    }

    private static double Share(Leniency leniency, int job) => 1 - (double)leniency.Of([job]) / Instance.Figures.Unserved[job];

    private static Leniency Begun()
    {
        var leniency = new Leniency(Instance);
        leniency.Begin(PerJob);
        return leniency;
    }

    private static void Go(Leniency leniency, bool complete)
    {
        for (var round = 0; round < 1_000; round++)
            leniency.Note([], complete);
    }
}
