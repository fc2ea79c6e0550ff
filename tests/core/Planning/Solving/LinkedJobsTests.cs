using Dispatch.Planning;
using Dispatch.Planning.Solving;

namespace Dispatch.Tests.Core.Planning.Solving;

/// <summary>Crews, and jobs that wait for others.</summary>
public sealed class LinkedJobsTests
{
    private static readonly DateTimeOffset Morning = RandomProblems.Morning;
    private static readonly PlanEngineer Li = new("li", [new(Morning, Morning.AddHours(8))], Spot.At(121.5, 31.2)) { Skills = [new("gas", 1)] };
    private static readonly PlanEngineer Wang = Li with { Id = "wang", Start = Spot.At(121.6, 31.2), Skills = [new("power", 1)] };
    private static readonly PlanJob Diagnosis = new("diagnosis", Spot.At(121.59, 31.2), TimeSpan.FromMinutes(30)) { Skills = [new("power", 1)] };
    private static readonly PlanJob Repair = new("repair", Spot.At(121.51, 31.2), TimeSpan.FromMinutes(30)) { Skills = [new("gas", 1)], After = ["diagnosis"] };
    private static readonly PlanJob Lift = new("lift", Spot.At(121.55, 31.2), TimeSpan.FromHours(1)) { Crew = 2 };

    [Fact]
    public void A_repair_begins_when_another_engineer_has_ended_the_diagnosis()
    {
        var plan = Solve([Li, Wang], Repair, Diagnosis with { Windows = [new(Morning.AddHours(2), Morning.AddHours(3))] });
        Assert.Empty(plan.Unserved);
        Assert.Equal(Visit(plan, "wang").End, Visit(plan, "li").Start);
    }

    [Fact]
    public void What_waits_for_a_job_that_is_left_out_is_left_out_for_that_reason()
    {
        var plan = Solve([Li], Repair, Diagnosis, Repair with { Id = "bill", After = ["repair"] });
        Assert.Equal(
            ["repair predecessor-unserved", "diagnosis skill-missing", "bill predecessor-unserved"],
            plan.Unserved.Select(left => $"{left.Job} {left.Reason}"));
    }

    [Fact]
    public void What_waits_for_a_job_that_ends_too_late_says_so()
    {
        var busy = Diagnosis with { Id = "busy", Pin = new("wang", Morning.AddMinutes(10)), Duration = TimeSpan.FromHours(2) };
        var plan = Solve([Li, Wang], busy, Diagnosis, Repair with { Windows = [new(Morning, Morning.AddHours(1))] });
        Assert.Equal("repair predecessor-too-late", Assert.Single(plan.Unserved.Select(left => $"{left.Job} {left.Engineers[0].Reason}")));
    }

    [Fact]
    public void A_diagnosis_that_pays_only_for_the_sake_of_the_repair_is_made()
    {
        Assert.Empty(Solve([Li, Wang], Diagnosis with { Price = 1 }, Repair).Unserved);
        Assert.Equal("diagnosis not-worth-it", Assert.Single(Solve([Wang], Diagnosis with { Price = 1 }).Unserved.Select(left => $"{left.Job} {left.Reason}")));
    }

    [Fact]
    public void A_crew_begins_at_one_instant_and_has_one_lead()
    {
        var plan = Solve([Li, Wang], Lift, Repair with { After = [] }, Diagnosis);
        Assert.Empty(plan.Unserved);
        var crew = plan.Routes.SelectMany(route => route.Visits).Where(visit => visit.Job is "lift").ToList();
        Assert.Equal((2, 1), (crew.Count, crew.Count(visit => visit.Helps)));
        Assert.Single(crew.Select(visit => visit.Start).Distinct());
    }

    [Fact]
    public void What_waits_for_a_crew_waits_for_its_last_to_end()
    {
        var plan = Solve([Li, Wang], Lift with { Durations = [new("wang", TimeSpan.FromHours(3))] }, Repair with { After = ["lift"] });
        Assert.Empty(plan.Unserved);
        Assert.True(Visit(plan, "li", "repair").Start >= Visit(plan, "wang", "lift").End);
    }

    [Fact]
    public void Nobody_comes_to_a_job_for_which_there_are_not_enough_at_the_same_time()
    {
        var plan = Solve([Li, Wang with { Shift = [new(Morning.AddHours(9), Morning.AddHours(17))] }], Lift);
        Assert.Empty(plan.Routes);
        Assert.Equal("crew-incomplete", Assert.Single(plan.Unserved).Reason.Value);
    }

    [Fact]
    public void Every_one_of_a_crew_has_the_skills()
    {
        var plan = Solve([Li, Wang], Lift with { Skills = [new("gas", 1)] });
        Assert.Equal(["crew-incomplete", "skill-missing"], Assert.Single(plan.Unserved).Engineers.Select(each => each.Reason.Value));
    }

    [Fact]
    public void One_of_a_crew_brings_tools_and_parts()
    {
        var plan = Solve([Li, Wang with { Tools = ["crane"], Stock = [new("rope", 1)] }], Lift with { Tools = ["crane"], Parts = [new("rope", 1)] });
        Assert.Equal((true, false), (Visit(plan, "li").Helps, Visit(plan, "wang").Helps));
    }

    [Fact]
    public void A_crew_with_a_pin_is_led_by_the_one_who_is_named_and_begins_then()
    {
        var plan = Solve([Li, Wang], Lift with { Pin = new("wang", Morning.AddHours(3)) }, Diagnosis, Repair);
        Assert.Empty(plan.Unserved);
        Assert.Equal((Morning.AddHours(3), false), (Visit(plan, "wang", "lift").Start, Visit(plan, "wang", "lift").Helps));
        Assert.Equal((Morning.AddHours(3), true), (Visit(plan, "li", "lift").Start, Visit(plan, "li", "lift").Helps));
    }

    [Fact]
    public void Random_problems_have_crews_and_waiting_jobs_that_are_served()
    {
        var served = Enumerable.Range(0, 20).Select(seed => RandomProblems.Of(seed)).SelectMany(problem =>
        {
            var left = Run(problem).Unserved.Select(job => job.Job).ToHashSet();
            return problem.Jobs.Where(job => !left.Contains(job.Id));
        }).ToList();
        Assert.True(served.Count(job => job.Crew > 1) > 5);
        Assert.True(served.Count(job => job.After.Count > 0) > 5);
    }

    private static PlanVisit Visit(Plan plan, string engineer, string? job = null) =>
        plan.Routes.Single(route => route.Engineer == engineer).Visits.Single(visit => job is null || visit.Job == job);

    private static Plan Solve(IReadOnlyList<PlanEngineer> engineers, params PlanJob[] jobs)
    {
        var problem = new PlanProblem(engineers, jobs);
        var plan = Run(problem);
        Assert.Equal([], PlanChecker.Faults(problem, plan));
        return plan;
    }

    private static Plan Run(PlanProblem problem) =>
        PlanSolver.Run(InstanceBuilder.Build(problem).Required(), seed: 1, SearchLimit.Rounds(200), TimeProvider.System).Best;
}
