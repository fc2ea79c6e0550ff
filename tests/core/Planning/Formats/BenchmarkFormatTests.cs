using System.Globalization;
using Dispatch.Planning;
using Dispatch.Planning.Formats;
using Dispatch.Planning.Solving;

namespace Dispatch.Tests.Core.Planning.Formats;

public sealed class BenchmarkFormatTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_solved_Solomon_instance_passes_the_checker_of_its_raw_text(int seed)
    {
        var text = SampleInstances.Solomon(seed, customers: 40);
        var plan = Solve(SolomonFormat.Read(text, engineer: 0), seed);
        var verdict = BenchmarkChecker.Solomon(text, [.. plan.Routes.Select(Stops)]);
        Assert.Equal([], verdict.Faults);
        Assert.Equal(verdict.Distance, plan.Costs.Travel, 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_solved_technician_instance_passes_the_checker_of_its_raw_text(int seed)
    {
        var text = SampleInstances.Trsp(seed, technicians: 8, requests: 30);
        var plan = Solve(TrspFormat.Read(text), seed);
        var verdict = BenchmarkChecker.Trsp(text, [.. plan.Routes.Select(route => (int.Parse(route.Engineer, CultureInfo.InvariantCulture), Stops(route)))]);
        Assert.Equal([], verdict.Faults);
        Assert.Equal(verdict.Duration, plan.Costs.Working, 1e-3);
        Assert.Contains(plan.Routes, route => route.Visits.Any(visit => visit.Job is null));
    }

    [Fact]
    public void A_high_price_of_engineers_makes_plans_with_fewer()
    {
        var text = SampleInstances.Solomon(seed: 4, customers: 40);
        var (few, short_) = (Solve(SolomonFormat.Read(text, engineer: 100_000), 1), Solve(SolomonFormat.Read(text, engineer: 0), 1));
        Assert.True(few.Routes.Count <= short_.Routes.Count);
        Assert.True(few.Costs.Travel >= short_.Costs.Travel - 1);
    }

    [Theory]
    [InlineData("", "Line 1")]
    [InlineData("VEHICLE\nNUMBER CAPACITY\n25 nan\n", "Line 3")]
    [InlineData("VEHICLE\nNUMBER CAPACITY\n25 200\nCUST NO.\n0 1 2\n", "Line 5")]
    public void A_broken_file_is_refused_with_the_line(string text, string line) =>
        Assert.StartsWith(line, Assert.Throws<FormatException>(() => SolomonFormat.Read(text, 0)).Message);

    private static IReadOnlyList<int> Stops(PlanRoute route) => [.. route.Visits.Select(visit => visit.Job is { } job ? int.Parse(job, CultureInfo.InvariantCulture) : 0)];

    private static Plan Solve(PlanProblem problem, int seed)
    {
        var plan = PlanSolver.Run(InstanceBuilder.Build(problem).Required(), seed, SearchLimit.Rounds(2_000), TimeProvider.System).Best;
        Assert.Empty(plan.Unserved);
        return plan;
    }
}
