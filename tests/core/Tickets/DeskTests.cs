using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class DeskTests
{
    [Fact]
    public void The_first_assignment_makes_a_new_ticket_open()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new AcceptAssignment("s1", "service", "li"), World.Nine);
        Assert.Equal((TicketStatus.Open, "li"), (ticket.Ticket.Status, ticket.Ticket.Assignee));
    }

    [Fact]
    public void Hearing_of_an_assignment_twice_changes_nothing()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new AcceptAssignment("s1", "service", "li"), World.Nine);
        Assert.Empty(ticket.Tell(new AcceptAssignment("s1", "service", "li"), World.Nine.AddSeconds(5)));
    }

    [Fact]
    public void A_team_that_lost_the_step_can_no_longer_give_it_away()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new TransferStep(null, "service-west", World.Text()), World.Nine);
        Assert.Equal(RejectionCode.TicketStepOfOtherTeam, ticket.Refusal(new AcceptAssignment("s1", "service", "li"), World.Nine));
    }

    [Fact]
    public void A_step_that_is_done_can_no_longer_be_given()
    {
        var ticket = Case.Of(World.Return());
        ticket.Complete("check", "approve", World.Nine);
        Assert.Equal(RejectionCode.TicketStepUnknown, ticket.Refusal(new AcceptAssignment("s1", "service", "li"), World.Nine));
        Assert.Equal(RejectionCode.TicketStepUnknown, ticket.Refusal(new AssignStep("s1", "li", Forced: false), World.Nine));
    }

    [Fact]
    public void A_word_of_the_team_that_was_overtaken_by_a_dispatchers_hand_says_nothing()
    {
        var ticket = Case.Of(World.Return());
        ticket.Take(TicketDecisions.Agreed(ticket.Decide(new AssignStep(null, "chen", Forced: true), World.Nine), teamVersion: 8));
        Assert.Empty(ticket.Tell(new AcceptAssignment("s1", "service", "li") { TeamVersion = 7 }, World.Nine));
        Assert.Equal("chen", ticket.Ticket.Assignee);

        ticket.Tell(new AcceptAssignment("s1", "service", "li") { TeamVersion = 9 }, World.Nine);
        Assert.Equal("li", ticket.Ticket.Assignee);
    }

    [Fact]
    public void Reassigning_says_who_had_it_before()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new AssignStep(null, "li", Forced: false), World.Nine);
        var second = Assert.IsType<StepAssigned>(Assert.Single(ticket.Tell(new AssignStep(null, "chen", Forced: true), World.Nine)));
        Assert.Equal(("li", "chen"), (second.Before, second.Person));
    }

    [Fact]
    public void A_transfer_puts_the_step_into_the_other_queue_and_takes_the_ticket_along()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new AssignStep(null, "li", Forced: false), World.Nine);
        ticket.Tell(new TransferStep(null, "service-west", World.Text()), World.Nine.AddMinutes(1));
        var step = ticket.Ticket.Steps.Single();
        Assert.Equal((StepState.Waiting, "service-west", null), (step.State, step.Team, step.Assignee));
        Assert.Equal("service-west", ticket.Ticket.Team);
        Assert.Equal([new FormerTeam("service", World.Nine.AddMinutes(1))], step.ReleasedFrom.AsEnumerable());
    }

    [Fact]
    public void Transferring_a_step_of_another_team_leaves_the_ticket_with_its_own()
    {
        var ticket = Case.Of(World.Return());
        ticket.Complete("check", "approve", World.Nine);
        ticket.Tell(new TransferStep(null, "finance", null), World.Nine);
        Assert.Equal("service", ticket.Ticket.Team);
    }

    [Fact]
    public void A_transfer_to_the_team_that_has_it_changes_nothing() =>
        Assert.Empty(Case.Of(World.Return()).Tell(new TransferStep(null, "service", null), World.Nine));

    [Fact]
    public void A_transfer_to_nowhere_is_refused() =>
        Assert.Equal(RejectionCode.TeamUnknown, Case.Of(World.Return()).Refusal(new TransferStep(null, "moon", null), World.Nine));
}
