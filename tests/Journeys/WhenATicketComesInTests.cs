using Dispatch.Tests.World.Company;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>What happens when a ticket comes in: the README's table as a program. Read it from top to bottom.</summary>
[Told]
public sealed class WhenATicketComesInTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void One_commit_opens_it_routes_it_enters_its_flow_and_arms_its_clocks()
    {
        var id = story.Open("return", ticket => ticket with { Amount = new(12_000, "CNY") });

        // core/Tickets/Opening.cs decides all of this at once, and grains/TicketGrain.cs commits it alone: 201 follows it.
        Assert.Equal(
            ["ticket-opened.v1", "ticket-routed.v1", "sla-moved.v1", "flow-advanced.v1", "sla-moved.v1"],
            story.History(id).Take(5));
    }

    [Fact]
    public void Routing_says_why_and_by_which_version_of_its_rules()
    {
        var routing = story.Ticket(story.Open("return", ticket => ticket with { Amount = new(80_000, "CNY") })).Routing!;

        Assert.Equal(("big-returns", "routing-rules/default@1", "service", Priority.High), (routing.Rule, $"{routing.Rules}", routing.Team, routing.Priority));
        Assert.Equal(["kind = return", "amount = 80000"], routing.Because.Select(because => $"{because.Field} = {because.Actual}"));
    }

    [Fact]
    public void Its_first_step_goes_to_a_free_member_of_the_team_within_the_same_second()
    {
        var ticket = story.Ticket(story.Open("return"));

        Assert.Equal(TicketStatus.Open, ticket.Status);
        Assert.Equal(("check", "service", StepState.Active), (ticket.Steps[0].Step, ticket.Steps[0].Team, ticket.Steps[0].State));
        // core/Teams/Matching.cs: nobody has work, and Wu Jie has the fewest skills to spare.
        Assert.Equal("wu.jie", ticket.Assignee);
        Assert.True(story.Team("service").MemberOf("wu.jie")!.Held is [var held] && held.Ticket == ticket.Id);
    }

    [Fact]
    public void When_everybody_is_full_it_waits_and_the_first_who_comes_free_gets_the_most_urgent_oldest()
    {
        var inHand = Enumerable.Range(0, 4).Select(_ => story.Open("return")).ToList();
        var older = story.Open("return");
        var urgent = story.Open("return", ticket => ticket with { Priority = Priority.Urgent });
        Assert.All([older, urgent], id => Assert.Null(story.Ticket(id).Assignee));

        story.Complete(inHand[0], "check", "reject");
        Assert.Null(story.Ticket(older).Assignee);
        Assert.NotNull(story.Ticket(urgent).Assignee);

        story.Complete(inHand[1], "check", "reject");
        Assert.NotNull(story.Ticket(older).Assignee);
    }

    [Fact]
    public void Its_clocks_run_from_the_moment_it_came_in_on_the_calendar_of_its_policy()
    {
        var ticket = story.Ticket(story.Open("consultation"));

        var response = ticket.Sla.Clocks.Single(clock => clock.Target is "first-response");
        // Two working hours from nine o'clock; the lunch break of the office calendar begins at twelve.
        Assert.Equal(("sla-policy/standard@1", Story.At(11)), ($"{response.Policy}", response.DueAt));
    }

    [Fact]
    public void The_same_external_reference_again_is_answered_with_the_first_ticket()
    {
        var id = story.Open("return", ticket => ticket with { ExternalRef = "order-77" });

        var again = story.World.Run(() => story.World.Grains.GetGrain<Grains.ITicketGrain>("ticket/another").Handle(
            new OpenTicket("D-9", $"{Founding.Org}/east", "return", "web") { ExternalRef = "order-77" }, new("key:shop"), []));
        Assert.Equal(new Grains.Outcome.Repeated($"ticket/{id}"), again);
    }

    [Fact]
    public void Killed_at_any_moment_the_silo_goes_on_where_it_was()
    {
        var id = story.Open("return");
        var before = story.Ticket(id);

        story.World.Crash(down: TimeSpan.FromMinutes(1));
        Assert.Equal(before.Assignee, story.Ticket(id).Assignee);

        story.Complete(id, "check", "reject");
        Assert.Equal((TicketStatus.Resolved, "rejected"), (story.Ticket(id).Status, story.Ticket(id).Resolution));
    }
}
