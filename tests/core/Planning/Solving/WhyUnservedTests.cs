using Dispatch.Planning;
using Dispatch.Planning.Solving;

namespace Dispatch.Tests.Core.Planning.Solving;

public sealed class WhyUnservedTests
{
    private static readonly DateTimeOffset Morning = RandomProblems.Morning;
    private static readonly PlanEngineer Li = new("li", [new(Morning, Morning.AddHours(8))], Spot.At(121.5, 31.2)) { Skills = [new("gas", 1)], Zones = ["north"] };
    private static readonly PlanJob Repair = new("repair", Spot.At(121.51, 31.2), TimeSpan.FromMinutes(30));

    public static TheoryData<string, PlanJob> Impossible => new()
    {
        { "skill-missing", Repair with { Skills = [new("lifts", 1)] } },
        { "skill-level-too-low", Repair with { Skills = [new("gas", 3)] } },
        { "zone-not-served", Repair with { Zone = "south" } },
        { "tool-missing", Repair with { Tools = ["crane"] } },
        { "parts-missing", Repair with { Parts = [new("pump", 1)] } },
        { "outside-working-hours", Repair with { Windows = [new(Morning.AddHours(9), Morning.AddHours(10))] } },
        { "outside-working-hours", Repair with { Duration = TimeSpan.FromHours(9) } },
        { "outside-working-hours", Repair with { At = Spot.At(130, 31.2) } },
        { "another-engineer-wanted", Repair with { Pin = new("wang") } },
        { "pin-outside-window", Repair with { Windows = [new(Morning, Morning.AddHours(1))], Pin = new("li", Morning.AddHours(2)) } },
        { "not-worth-it", Repair with { Price = 1 } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_job_that_nobody_can_do_is_left_out_with_the_reason(string reason, PlanJob job)
    {
        var plan = Solve(new([Li], [job]));
        Assert.Equal((job.Id, reason, "li"), (plan.Unserved[0].Job, plan.Unserved[0].Reason.Value, plan.Unserved[0].Engineers[0].Engineer));
    }

    [Fact]
    public void Of_two_visits_at_once_one_finds_no_room()
    {
        PlanJob At(string id) => Repair with { Id = id, Windows = [new(Morning.AddHours(1), Morning.AddHours(1))] };
        var plan = Solve(new([Li], [At("a"), At("b")]));
        Assert.Equal("no-room-left", Assert.Single(plan.Unserved).Reason.Value);
    }

    [Fact]
    public void The_last_visit_of_a_full_day_says_that_the_day_is_full()
    {
        var plan = Solve(new([Li with { MaxVisits = 1 }], [Repair, Repair with { Id = "another" }]));
        Assert.Equal("engineer-day-full", Assert.Single(plan.Unserved).Reason.Value);
    }

    [Fact]
    public void What_is_more_urgent_is_served_first()
    {
        PlanJob At(string id, Priority priority) => Repair with { Id = id, Priority = priority, Windows = [new(Morning.AddHours(1), Morning.AddHours(1))] };
        var plan = Solve(new([Li], [At("calm", Priority.Low), At("urgent", Priority.Urgent)]));
        Assert.Equal("calm", Assert.Single(plan.Unserved).Job);
    }

    [Fact]
    public void A_tool_that_is_missing_is_fetched_from_the_depot()
    {
        var plan = Solve(new([Li], [Repair with { Tools = ["crane"] }]) { Depot = new(Spot.At(121.52, 31.2)) });
        Assert.Equal([null, "repair"], Assert.Single(plan.Routes).Visits.Select(visit => visit.Job));
    }

    [Fact]
    public void A_van_that_is_full_is_loaded_anew_at_the_depot()
    {
        var jobs = Enumerable.Range(0, 4).Select(i => Repair with { Id = $"{i}", Load = 1 }).ToList();
        var plan = Solve(new([Li with { Capacity = 2 }], jobs) { Depot = new(Spot.At(121.52, 31.2)) });
        Assert.Empty(plan.Unserved);
        Assert.Equal(2, Assert.Single(plan.Routes).Visits.TakeWhile(visit => visit.Job is not null).Count());
        Assert.Equal("van-full", Assert.Single(Solve(new([Li with { Capacity = 2 }], [.. jobs, Repair with { Id = "fifth", Load = 1 }]) { Depot = new(Spot.At(121.52, 31.2)) }).Unserved).Reason.Value);
        Assert.Equal("van-full", Assert.Single(Solve(new([Li with { Capacity = 2 }], [Repair with { Load = 3 }]) { Depot = new(Spot.At(121.52, 31.2)) }).Unserved).Reason.Value);
    }

    [Fact]
    public void A_problem_without_jobs_is_solved_at_once() => Assert.Empty(Solve(new([Li], [])).Routes);

    [Fact]
    public void A_search_of_no_rounds_or_no_time_ends_with_its_first_plan()
    {
        var instance = InstanceBuilder.Build(new([Li], [Repair])).Required();
        foreach (var limit in new[] { SearchLimit.Rounds(0), SearchLimit.For(TimeSpan.Zero) })
            Assert.Single(PlanSolver.Run(instance, seed: 1, limit, TimeProvider.System).Best.Routes);
    }

    private static Plan Solve(PlanProblem problem) =>
        PlanSolver.Run(InstanceBuilder.Build(problem).Required(), seed: 1, SearchLimit.Rounds(200), TimeProvider.System).Best;
}
