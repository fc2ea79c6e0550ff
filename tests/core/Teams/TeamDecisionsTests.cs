using System.Collections.Immutable;
using Dispatch.Teams;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Teams;

public sealed class TeamDecisionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_most_urgent_step_goes_first_and_the_oldest_among_equals()
    {
        var team = Team(Present("ann", capacity: 2));
        var decision = Drain(team, Step("late", Priority.High, Noon.AddMinutes(1)), Step("low", Priority.Low, Noon.AddHours(-9)), Step("early", Priority.High, Noon));
        Assert.Equal(["early", "late"], Assigned(decision).Select(step => step.Step.Ticket));
    }

    [Fact]
    public void Nobody_absent_is_given_anything()
    {
        var team = Team(new Member("ann") { Capacity = 5 }, Present("bob", capacity: 1));
        Assert.Equal(["bob"], Assigned(Drain(team, Step("a"), Step("b"))).Select(step => step.Person));
    }

    [Fact]
    public void A_step_goes_only_to_somebody_with_every_skill_at_the_level_asked()
    {
        var team = Team(
            Present("ann", 5, new Skill("electric", 2)),
            Present("bob", 5, new Skill("electric", 3), new Skill("water", 1)));
        var asked = Step("a") with { Skills = [new("electric", 3)] };
        Assert.Equal(["bob"], Assigned(Drain(team, asked)).Select(step => step.Person));
    }

    [Fact]
    public void A_generalist_is_taken_before_a_specialist_of_equal_load()
    {
        var team = Team(Present("ann", 5, new Skill("law", 5)), Present("bob", 5));
        Assert.Equal(["bob"], Assigned(Drain(team, Step("a"))).Select(step => step.Person));
    }

    [Fact]
    public void Work_spreads_by_share_of_capacity()
    {
        var team = Team(Present("ann", 4), Present("bob", 2));
        var assigned = Assigned(Drain(team, [.. Enumerable.Range(0, 6).Select(i => Step($"t{i}"))]));
        Assert.Equal(4, assigned.Count(step => step.Person == "ann"));
        Assert.Equal(2, assigned.Count(step => step.Person == "bob"));
    }

    [Fact]
    public void Whoever_comes_free_gets_the_next_step_in_the_same_batch()
    {
        var held = new StepRef("old", "s1");
        var team = Team(Present("ann", 1) with { Held = [held] });
        var decision = TeamDecisions.Drain(team, [Step("next")], released: [held], acknowledged: []);
        Assert.Equal([held], Assert.IsType<StepsReleased>(decision.Events[0]).Steps.AsEnumerable());
        Assert.Equal([new(new("next", "s1"), "ann")], Assert.IsType<StepsAssigned>(decision.Events[1]).Steps.AsEnumerable());
    }

    [Fact]
    public void A_claim_of_a_step_that_somebody_else_holds_is_refused()
    {
        var team = Team(Present("ann", 1) with { Held = [new("a", "s1")] }, Present("bob", 1));
        Assert.Equal(RejectionCode.StepHeldByOther, TeamDecisions.Take(team, Step("a"), "bob", forced: false).Rejection?.Code);
    }

    [Fact]
    public void A_dispatcher_may_take_a_step_from_one_person_for_another()
    {
        var team = Team(Present("ann", 1) with { Held = [new("a", "s1")] }, Present("bob", 1));
        var after = Fold(team, TeamDecisions.Take(team, Step("a"), "bob", forced: true));
        Assert.Equal("bob", after.HolderOf(new("a", "s1"))?.Person);
    }

    [Fact]
    public void A_flood_of_escalations_gives_the_lead_no_more_than_twice_what_they_can_hold()
    {
        var team = Team(Present("ann", 1), Present("bob", 1)) with { Lead = "ann" };
        team = Fold(team, TeamDecisions.Take(team, Step("a"), "ann", forced: true));
        team = Fold(team, TeamDecisions.Take(team, Step("b"), "ann", forced: true));
        var refusal = TeamDecisions.Take(team, Step("c"), "ann", forced: true).Rejection;
        Assert.Equal((RejectionCode.MemberFull, "2"), (refusal!.Code, refusal.Arguments["capacity"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    public void A_capacity_outside_its_range_is_refused(int capacity) =>
        Assert.Equal(RejectionCode.CapacityOutOfRange, TeamDecisions.Decide(Team(), new AddMember("ann", new("安", "Ann"), [], capacity)).Rejection?.Code);

    [Fact]
    public void However_a_team_is_worked_nobody_holds_more_than_they_may_and_no_step_is_held_twice() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var team = Team(Present("ann", 3), Present("bob", 1), Present("cat", 2));
            var queue = new SortedSet<WaitingStep>(WaitingOrder.Instance);
            for (var turn = 0; turn < 40; turn++)
            {
                for (var i = random.Next(4); i > 0; i--)
                    queue.Add(Step($"t{turn}-{i}", (Priority)random.Next(4), Noon.AddMinutes(random.Next(60))));
                var held = team.Members.SelectMany(member => member.Held).Where(_ => random.Next(3) is 0).ToList();
                var offered = team.Members.SelectMany(member => member.Offered).Where(_ => random.Next(2) is 0).ToList();
                var person = team.Members[random.Next(3)].Person;
                team = Fold(team, TeamDecisions.Decide(team, new SetPresence(person, random.Next(3) > 0)));
                var decision = TeamDecisions.Drain(team, queue, held, offered);
                var presentBefore = team;
                team = Fold(team, decision);
                foreach (var step in Assigned(decision))
                {
                    Assert.True(presentBefore.MemberOf(step.Person)!.Present);
                    queue.RemoveWhere(waiting => waiting.Step == step.Step);
                }
                var all = team.Members.SelectMany(member => member.Held.Concat(member.Offered)).ToList();
                Assert.Equal(all.Count, all.Distinct().Count());
                Assert.All(team.Members, member => Assert.True(member.Load <= member.Capacity, $"seed {seed}"));
            }
        }).QuickCheckThrowOnFailure();

    private static Team Team(params Member[] members) => new("east") { Name = new("东区", "East"), Org = "acme/east/east", Members = [.. members] };

    private static Member Present(string person, int capacity, params Skill[] skills) =>
        new(person) { Name = new(person, person), Capacity = capacity, Present = true, Skills = [.. skills] };

    private static WaitingStep Step(string ticket, Priority priority = Priority.Normal, DateTimeOffset? since = null) =>
        new(new(ticket, "s1"), priority, since ?? Noon, []);

    private static Decision Drain(Team team, params WaitingStep[] waiting) =>
        TeamDecisions.Drain(team, waiting.Order(WaitingOrder.Instance), [], []);

    private static ImmutableArray<AssignedStep> Assigned(Decision decision) =>
        [.. decision.Events.OfType<StepsAssigned>().SelectMany(assigned => assigned.Steps)];

    private static Team Fold(Team team, Decision decision) => decision.Events.Cast<TeamEvent>().Aggregate(team, (state, e) => state.Apply(e));
}
