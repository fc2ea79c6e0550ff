using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class TalkTests
{
    private static readonly DateTimeOffset Ten = World.Nine.AddHours(1);

    [Fact]
    public void The_first_reply_meets_the_first_response_and_begins_the_work()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new Reply(World.Text(), FromCustomer: false), Ten);
        Assert.Equal((TicketStatus.Open, Ten), (ticket.Ticket.Status, ticket.Ticket.RespondedAt!.Value));
        Assert.Equal(SlaClockState.Met, ticket.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.FirstResponse).State);
    }

    [Fact]
    public void The_customers_word_ends_a_hold()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new HoldTicket("awaiting-customer", null, null), Ten);
        var events = ticket.Tell(new Reply(World.Text(), FromCustomer: true), Ten.AddMinutes(5));
        Assert.Equal([typeof(ReplyReceived), typeof(TicketResumed), typeof(SlaMoved), typeof(StepLimitsMoved)], events.Select(each => each.GetType()));
    }

    [Fact]
    public void The_customers_word_takes_a_resolved_ticket_up_again()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new ResolveTicket("done", null), Ten);
        ticket.Tell(new Reply(World.Text(), FromCustomer: true), Ten.AddDays(2));
        Assert.Equal(TicketStatus.Open, ticket.Ticket.Status);
        Assert.Equal("check", Assert.Single(ticket.Ticket.Steps, step => step.IsOpen).Step);
    }

    [Fact]
    public void A_word_that_comes_after_the_week_is_kept_and_no_more()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new ResolveTicket("done", null), Ten);
        var events = ticket.Tell(new Reply(World.Text(), FromCustomer: true), Ten.AddDays(8));
        Assert.Equal([typeof(TicketClosed), typeof(ReplyReceived)], events.Select(each => each.GetType()));
        Assert.Equal(TicketStatus.Closed, ticket.Ticket.Status);
    }

    [Fact]
    public void A_further_question_wakes_the_flow_that_waits_for_it()
    {
        var question = Case.Of(World.Question);
        question.Complete("answer", "answered", Ten);
        question.Tell(new Reply(World.Text(), FromCustomer: true), Ten.AddHours(1));
        Assert.Equal(("answer", "s3"), question.Ticket.Steps.Where(step => step.IsOpen).Select(step => (step.Step, step.Instance)).Single());
    }

    [Fact]
    public void Nothing_is_written_on_a_cancelled_ticket_but_notes()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new CancelTicket(null), Ten);
        Assert.Equal(RejectionCode.TicketNotOpen, ticket.Refusal(new Reply(World.Text(), FromCustomer: false), Ten));
        Assert.IsType<NoteAdded>(Assert.Single(ticket.Tell(new AddNote(World.Text()), Ten)));
    }
}
