using Dispatch.Planning;
using Dispatch.Planning.Solving;

namespace Dispatch.Tests.Core.Planning.Solving;

public sealed class PlanProblemChecksTests
{
    private static readonly DateTimeOffset Morning = RandomProblems.Morning;
    private static readonly PlanEngineer Li = new("li", [new(Morning, Morning.AddHours(8))], Spot.At(121.5, 31.2));
    private static readonly PlanJob Repair = new("repair", Spot.At(121.6, 31.2), TimeSpan.FromMinutes(30));
    private static readonly PlanProblem Sound = new([Li], [Repair]);

    [Fact]
    public void A_sound_problem_has_no_fault() => Assert.Empty(PlanProblemChecks.Faults(Sound));

    public static TheoryData<string, string, PlanProblem> Broken => new()
    {
        { "nobody", "$.engineers: plan-nobody-works", Sound with { Engineers = [] } },
        { "two of one id", "$.engineers[1].id: plan-id-repeated", Sound with { Engineers = [Li, Li] } },
        { "two jobs of one id", "$.jobs[1].id: plan-id-repeated", Sound with { Jobs = [Repair, Repair] } },
        { "no id", "$.jobs[0].id: plan-id-invalid", Job(Repair with { Id = "" }) },
        { "negative work", "$.jobs[0].duration: plan-number-impossible", Job(Repair with { Duration = TimeSpan.FromMinutes(-1) }) },
        { "window backwards", "$.jobs[0].windows[0]: plan-window-impossible", Job(Repair with { Windows = [new(Morning.AddHours(2), Morning)] }) },
        { "window in another age", "$.jobs[0].windows[0].until: plan-window-impossible", Job(Repair with { Windows = [new(Morning, DateTimeOffset.MaxValue)] }) },
        { "latitude is no number", "$.jobs[0].at.place: place-outside-the-world", Job(Repair with { At = Spot.At(121, double.NaN) }) },
        { "nowhere", "$.jobs[0].at: plan-spot-unclear", Job(Repair with { At = new() }) },
        { "a point without matrix", "$.jobs[0].at.point: plan-point-unknown", Job(Repair with { At = Spot.At(0) }) },
        { "no shift", "$.engineers[0].shift: plan-window-impossible", Engineer(Li with { Shift = [] }) },
        { "shift until the end of time", "$.engineers[0].shift[0]: plan-window-impossible", Engineer(Li with { Shift = [new(Morning, DateTimeOffset.MaxValue)] }) },
        { "hours overlap", "$.engineers[0].shift[1]: plan-shift-unordered", Engineer(Li with { Shift = [Li.Shift[0], Li.Shift[0]] }) },
        { "speed is no number", "$.engineers[0].speedKmh: plan-number-impossible", Engineer(Li with { SpeedKmh = double.NaN }) },
        { "level 9", "$.engineers[0].skills[0].level: skill-level-impossible", Engineer(Li with { Skills = [new("gas", 9)] }) },
        { "minus two filters", "$.engineers[0].stock[0].quantity: plan-number-impossible", Engineer(Li with { Stock = [new("filter", -2)] }) },
        { "travel is no number", "$.matrix.seconds[0][1]: plan-number-impossible", Matrix([[0, double.NaN], [1, 0]]) },
        { "negative travel", "$.matrix.seconds[1][0]: plan-number-impossible", Matrix([[0, 1], [-1, 0]]) },
        { "a row too short", "$.matrix.seconds[1]: plan-matrix-shape", Matrix([[0, 1], [1]]) },
        { "no speed", "$.travel.kilometresPerHour: plan-number-impossible", Sound with { Travel = new(0, 1.4) } },
        { "a negative price", "$.prices.engineer: plan-number-impossible", Sound with { Prices = new() { Engineer = -1 } } },
        { "prices that overflow", "$.prices: plan-prices-too-large", Sound with { Prices = new() { LatenessFactor = 1_000_000_000 }, Jobs = [Repair with { Deadline = new(Morning, 1_000_000_000) }] } },
        { "a crew of more than there are", "$.jobs[0].crew: plan-number-impossible", Job(Repair with { Crew = 2 }) },
        { "a crew of nobody", "$.jobs[0].crew: plan-number-impossible", Job(Repair with { Crew = 0 }) },
        { "after what is not there", "$.jobs[0].after[0]: plan-job-unknown", Job(Repair with { After = ["diagnosis"] }) },
        { "after itself", "$.jobs[0].after[0]: plan-waits-in-circle", Job(Repair with { After = ["repair"] }) },
        { "a circle", "$.jobs[1].after[0]: plan-waits-in-circle", Sound with { Jobs = [Repair with { Id = "x", After = ["y"] }, Repair with { Id = "y", After = ["z"] }, Repair with { Id = "z", After = ["y"] }] } },
        { "begins before what it waits for can end", "$.jobs[1].after[0]: plan-waits-too-long", Sound with { Jobs = [Repair, Repair with { Id = "after", After = ["repair"], Windows = [new(Morning, Morning.AddMinutes(29))] }] } },
        { "pinned before what waits for something else", "$.jobs[2].after[0]: plan-waits-too-long", Sound with { Jobs = [Repair, Repair with { Id = "x", After = ["repair"] }, Repair with { Id = "y", After = ["x"], Pin = new("li", Morning.AddMinutes(59)) }] } },
        { "a route of somebody who is not there", "$.routes[0].engineer: plan-engineer-unknown", Sound with { Routes = [new("wang", [])] } },
        { "two routes of one engineer", "$.routes[1].engineer: plan-id-repeated", Sound with { Routes = [new("li", []), new("li", [])] } },
        { "a route to what is not there", "$.routes[0].jobs[1]: plan-job-unknown", Sound with { Routes = [new("li", ["repair", "diagnosis"])] } },
        { "a route that goes twice to one job", "$.routes[0].jobs[1]: plan-id-repeated", Sound with { Routes = [new("li", ["repair", "repair"])] } },
        { "one job in the routes of two", "$.routes[1].jobs[0]: plan-id-repeated", Sound with { Engineers = [Li, Li with { Id = "wang" }], Routes = [new("li", ["repair"]), new("wang", ["repair"])] } },
        { "a row without end", "$.jobs[201].after: plan-too-large", Sound with { Jobs = [.. Enumerable.Range(0, 202).Select(i => Repair with { Id = $"{i}", After = i is 0 ? [] : [$"{i - 1}"] })] } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_problem_gives_an_error_that_names_the_place(string what, string fault, PlanProblem problem)
    {
        Assert.NotEmpty(what);
        Assert.Equal(fault, PlanProblemChecks.Faults(problem).Select(found => $"{found.Path}: {found.Code}").First());
        Assert.False(InstanceBuilder.Build(problem).IsValid);
    }

    private static PlanProblem Job(PlanJob job) => Sound with { Jobs = [job] };

    private static PlanProblem Engineer(PlanEngineer engineer) => Sound with { Engineers = [engineer] };

    private static PlanProblem Matrix(double[][] seconds) =>
        new([Li with { Start = Spot.At(0) }], [Repair with { At = Spot.At(1) }]) { Matrix = new(seconds) };
}
