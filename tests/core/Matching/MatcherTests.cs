using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Matching;

public sealed class MatcherTests
{
    private static readonly Window Today = new(At(9), At(18));
    private static readonly Job Fridge = JobIn(Today) with { Skills = [new("fridge", 3)] };

    [Fact]
    public void Somebody_with_the_skill_at_the_level_gets_the_earliest_start()
    {
        var candidate = Assert.Single(Propose(Fridge, At(8), Plan("a", 3)).Candidates);
        Assert.Equal(("a", Monday, StopAt(9, 0, 60)), (candidate.Engineer, candidate.Date, candidate.Stop));
    }

    [Fact]
    public void Nobody_is_proposed_to_set_out_within_the_notice_of_ten_minutes() =>
        Assert.Equal(At(10, 15), Propose(Fridge, At(10, 1), Plan("a", 3)).Candidates.Single().Stop.Start);

    [Fact]
    public void The_way_there_counts_first()
    {
        var far = Plan("a", 3, profile => profile with { Home = North(30) });
        Assert.Equal(["b", "a"], Ids(Propose(Fridge, At(8), far, Plan("b", 3))));
    }

    [Fact]
    public void At_equal_ways_the_less_loaded_comes_first()
    {
        var loaded = Plan("a", 3) with { Days = [DayWith(StopAt(9, 0, 30))] };
        var proposal = Propose(Fridge with { Window = new(At(12), At(18)) }, At(8), loaded, Plan("b", 3));
        Assert.Equal(["b", "a"], Ids(proposal));
        Assert.Equal((0.5 * 5, 0), (proposal.Candidates[1].Cost.Load, proposal.Candidates[0].Cost.Load));
    }

    [Fact]
    public void At_equal_ways_experts_are_kept_free() => Assert.Equal(["b", "a"], Ids(Propose(Fridge, At(8), Plan("a", 5), Plan("b", 3))));

    [Fact]
    public void Who_keeps_the_deadline_comes_before_who_has_the_shorter_way()
    {
        var near = Plan("a", 3) with { Days = [DayWith(StopAt(9, 0, 150))] };
        var far = Plan("b", 3, profile => profile with { Home = North(40) });
        Assert.Equal(["a", "b"], Ids(Propose(Fridge, At(8), near, far)));
        var proposal = Propose(Fridge with { DueAt = At(12) }, At(8), near, far);
        Assert.Equal(["b", "a"], Ids(proposal));
        Assert.Equal((0, 0.5 * 100), (proposal.Candidates[0].Cost.Lateness, proposal.Candidates[1].Cost.Lateness));
    }

    [Fact]
    public void A_day_that_is_still_empty_is_no_reason_to_come_a_day_later()
    {
        var today = Plan("a", 3) with { Days = [DayWith(StopAt(9, 0, 420))] };
        var tomorrow = Plan("b", 3, profile => profile with { Shift = NineToSix with { Exceptions = [new(Monday, [])] } });
        Assert.Equal(["a", "b"], Ids(Propose(Fridge with { Window = new(At(9), At(18).AddDays(1)) }, At(8), today, tomorrow)));
    }

    [Fact]
    public void At_equal_costs_ids_decide() => Assert.Equal(["a", "b"], Ids(Propose(Fridge, At(8), Plan("b", 3), Plan("a", 3))));

    [Fact]
    public void Tomorrow_is_used_when_today_has_no_place()
    {
        var proposal = Propose(Fridge with { Window = new(At(17, 30), At(17, 30).AddDays(1)) }, At(8), Plan("a", 3));
        Assert.Equal((new DateOnly(2026, 3, 3), At(9).AddDays(1)), (proposal.Candidates.Single().Date, proposal.Candidates.Single().Stop.Start));
    }

    [Fact]
    public void A_night_shift_that_began_yesterday_is_used()
    {
        var nights = new ShiftPattern("Asia/Shanghai", [new(DayOfWeek.Sunday, new(new(22, 0), new(6, 0)))]);
        var proposal = Propose(Fridge with { Window = new(At(3), At(4)) }, At(1), Plan("a", 3, profile => profile with { Shift = nights }));
        Assert.Equal((new DateOnly(2026, 3, 1), At(3)), (proposal.Candidates.Single().Date, proposal.Candidates.Single().Stop.Start));
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void Everybody_else_hears_the_constraint_that_failed(string reason, EngineerPlan plan)
    {
        var proposal = Propose(Fridge, At(8), plan);
        Assert.Empty(proposal.Candidates);
        Assert.Equal(("a", reason), (proposal.Others.Single().Engineer, proposal.Others.Single().Reason.Code.Value));
    }

    public static TheoryData<string, EngineerPlan> Failing() => new()
    {
        { "zone-not-served", Plan("a", 3, profile => profile with { Zones = ["west"] }) },
        { "skill-missing", Plan("a", 3, profile => profile with { Skills = [new("oven", 5)] }) },
        { "skill-level-too-low", Plan("a", 2) },
        { "engineer-off-shift", Plan("a", 3, profile => profile with { Shift = NineToSix with { Exceptions = [new(Monday, [])] } }) },
        { "engineer-absent", Plan("a", 3) with { Engineer = Registered(Profile("a", new Skill("fridge", 3))).Apply(new EngineerReportedSick(At(0))) } },
        { "engineer-day-full", Plan("a", 3, profile => profile with { MaxVisitsPerDay = 1 }) with { Days = [DayWith(StopAt(9, 0, 30))] } },
        { "cannot-arrive-in-window", Plan("a", 3) with { Days = [DayWith(StopAt(9, 30, 500))] } },
        { "cannot-arrive-in-window", Plan("a", 3, profile => profile with { Home = North(600) }) },
    };

    [Fact]
    public void Somebody_who_declined_is_not_asked_again() =>
        Assert.Equal(RejectionCode.JobDeclined, Propose(Fridge with { Declined = ["a"] }, At(8), Plan("a", 3)).Others.Single().Reason.Code);

    [Fact]
    public void A_low_level_says_which_and_how_much()
    {
        var arguments = Propose(Fridge, At(8), Plan("a", 2)).Others.Single().Reason.Arguments;
        Assert.Equal(("fridge", "2", "3"), (arguments["skill"], arguments["level"], arguments["needed"]));
    }

    [Fact]
    public void A_window_that_is_over_has_no_candidates() =>
        Assert.Empty(Propose(Fridge with { Window = new(At(9), At(10)) }, At(12), Plan("a", 3)).Candidates);

    [Fact]
    public void What_an_older_attempt_at_the_job_keeps_is_free_for_the_next()
    {
        var plan = Plan("a", 3) with { Days = [new("a", Monday) { Visits = [new(Fridge.Id, 1, StopAt(9, 0, 540), VisitState.Confirmed)] }] };
        Assert.Equal(At(9), Propose(Fridge, At(8), plan).Candidates.Single().Stop.Start);
    }

    [Fact]
    public void A_job_meant_for_one_engineer_goes_to_nobody_else()
    {
        var proposal = Propose(Fridge with { Wanted = "b" }, At(8), Plan("a", 3), Plan("b", 3));
        Assert.Equal(["b"], Ids(proposal));
        Assert.Equal(RejectionCode.AnotherEngineerWanted, proposal.Others.Single().Reason.Code);
    }

    private static Proposal Propose(Job job, DateTimeOffset now, params EngineerPlan[] plans) => Matcher.Propose(job, plans, now, Options);

    private static IEnumerable<string> Ids(Proposal proposal) => proposal.Candidates.Select(candidate => candidate.Engineer);

    private static EngineerPlan Plan(string id, int level, Func<EngineerProfile, EngineerProfile>? change = null) =>
        new(Registered((change ?? (profile => profile))(Profile(id, new Skill("fridge", level)))), []);

    private static EngineerDay DayWith(Stop stop) =>
        new("a", Monday) { Visits = [new("t9/w1", 1, stop, VisitState.Accepted)] };
}
