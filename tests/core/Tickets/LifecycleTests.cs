using Dispatch.Flows;
using Dispatch.Sla;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class LifecycleTests
{
    private static readonly DateTimeOffset Ten = World.Nine.AddHours(1);

    [Fact]
    public void A_hold_stops_the_clocks_and_resuming_moves_the_deadline()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new HoldTicket("awaiting-customer", null, null), Ten);
        Assert.Equal(TicketStatus.Pending, ticket.Ticket.Status);
        Assert.Null(ticket.Ticket.NearestDue);
        ticket.Tell(new ResumeTicket(), Ten.AddDays(1));
        Assert.Equal(Times.China("2026-03-05 18:00"), ticket.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.Resolution).DueAt);
    }

    [Fact]
    public void A_hold_ends_at_its_instant_however_late_somebody_looks()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new HoldTicket("awaiting-parcel", null, Ten.AddHours(1)), Ten);
        var events = ticket.Wake(Ten.AddDays(3));
        Assert.Equal(Ten.AddHours(1), events.OfType<TicketResumed>().Single().At);
        Assert.Equal(Times.China("2026-03-02 12:00"), events.OfType<SlaBreached>().First().At);
    }

    [Fact]
    public void Resuming_leads_back_to_where_work_stood()
    {
        var untouched = Case.Of(World.Return());
        untouched.Tell(new HoldTicket("other", null, null), Ten);
        untouched.Tell(new ResumeTicket(), Ten);
        Assert.Equal(TicketStatus.New, untouched.Ticket.Status);

        var begun = Case.Of(World.Return());
        begun.Tell(new AssignStep(null, "li", Forced: false), Ten);
        begun.Complete("check", "approve", Ten);
        begun.Tell(new HoldTicket("other", null, null), Ten);
        begun.Tell(new ResumeTicket(), Ten);
        Assert.Equal(TicketStatus.Open, begun.Ticket.Status);
    }

    [Fact]
    public void A_held_ticket_is_not_held_again_and_one_at_work_not_resumed()
    {
        var ticket = Case.Of(World.Return());
        Assert.Equal(RejectionCode.TicketInStatus, ticket.Refusal(new ResumeTicket(), Ten));
        ticket.Tell(new HoldTicket("other", null, null), Ten);
        Assert.Equal(RejectionCode.TicketInStatus, ticket.Refusal(new HoldTicket("other", null, null), Ten));
    }

    [Fact]
    public void A_hold_cannot_end_before_it_begins() =>
        Assert.Equal(RejectionCode.HoldUntilPast, Case.Of(World.Return()).Refusal(new HoldTicket("other", null, Ten), Ten));

    [Fact]
    public void Resolving_by_hand_takes_back_open_steps_and_visits()
    {
        var repair = Case.Booked();
        repair.Tell(new ResolveTicket("solved-by-phone", null), Ten);
        Assert.Equal((TicketStatus.Resolved, "solved-by-phone"), (repair.Ticket.Status, repair.Ticket.Resolution));
        Assert.DoesNotContain(repair.Ticket.Steps, step => step.IsOpen);
        Assert.Equal(WorkOrderState.Cancelled, repair.Visit.State);
        Assert.Equal("wang", repair.Visit.GivenUp.Single().Engineer);
        Assert.Null(repair.Ticket.Engineer);
    }

    [Fact]
    public void A_resolved_ticket_closes_by_itself_after_a_week()
    {
        var ticket = Resolved();
        ticket.Pass(Ten.AddDays(7).AddMilliseconds(-1));
        Assert.Equal(TicketStatus.Resolved, ticket.Ticket.Status);
        ticket.Wake(Ten.AddDays(9));
        Assert.Equal((TicketStatus.Closed, Ten.AddDays(7)), (ticket.Ticket.Status, ticket.Ticket.ClosedAt!.Value));
    }

    [Fact]
    public void Reopening_restarts_the_flow_and_lets_the_resolution_clock_go_on()
    {
        var ticket = Resolved();
        ticket.Tell(new ReopenTicket(World.Text()), Ten.AddDays(1));
        Assert.Equal((TicketStatus.Open, FlowPhase.Running), (ticket.Ticket.Status, ticket.Ticket.Flow.Phase));
        Assert.Equal(("check", "s2"), ticket.Ticket.Steps.Where(step => step.IsOpen).Select(step => (step.Step, step.Instance)).Single());
        Assert.Equal(Times.China("2026-03-05 18:00"), ticket.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.Resolution).DueAt);
        Assert.Null(ticket.Ticket.Resolution);
    }

    [Fact]
    public void A_ticket_at_work_is_not_reopened_nor_closed()
    {
        var ticket = Case.Of(World.Return());
        Assert.Equal(RejectionCode.TicketInStatus, ticket.Refusal(new ReopenTicket(null), Ten));
        Assert.Equal(RejectionCode.TicketInStatus, ticket.Refusal(new CloseTicket(), Ten));
    }

    [Fact]
    public void Closing_ends_it_for_good_until_somebody_reopens()
    {
        var ticket = Resolved();
        ticket.Tell(new CloseTicket(), Ten);
        Assert.Null(ticket.Ticket.NextWake);
        ticket.Tell(new ReopenTicket(null), Ten);
        Assert.Equal(TicketStatus.Open, ticket.Ticket.Status);
        Assert.Null(ticket.Ticket.ClosedAt);
    }

    [Fact]
    public void Cancelling_withdraws_the_clocks()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new CancelTicket(World.Text()), Ten);
        Assert.Equal(TicketStatus.Cancelled, ticket.Ticket.Status);
        Assert.All(ticket.Ticket.Sla.Clocks, clock => Assert.Equal(SlaClockState.Withdrawn, clock.State));
        Assert.Null(ticket.Ticket.NextWake);
    }

    [Fact]
    public void Merging_ends_a_ticket_under_another_which_hears_of_it_once()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new MergeTicket("t2"), Ten);
        Assert.Equal((TicketStatus.Merged, "t2"), (ticket.Ticket.Status, ticket.Ticket.MergedInto));
        var into = Case.Of(World.Return());
        into.Tell(new AbsorbTicket("t9"), Ten);
        Assert.Empty(into.Tell(new AbsorbTicket("t9"), Ten));
        Assert.Equal(["t9"], into.Ticket.Absorbed.AsEnumerable());
    }

    [Fact]
    public void A_ticket_cannot_go_on_under_itself() =>
        Assert.Equal(RejectionCode.MergeTargetInvalid, Case.Of(World.Return()).Refusal(new MergeTicket("t1"), Ten));

    [Fact]
    public void Raising_the_priority_brings_the_deadline_forward()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new ChangePriority(Priority.Urgent, World.Text()), World.Nine.AddMinutes(10));
        Assert.Equal(Times.China("2026-03-02 09:30"), ticket.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.FirstResponse).DueAt);
        Assert.Empty(ticket.Tell(new ChangePriority(Priority.Urgent, null), World.Nine.AddMinutes(11)));
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("merged")]
    [InlineData("resolved")]
    [InlineData("closed")]
    public void What_is_over_accepts_no_work(string end)
    {
        var ticket = Case.Booked();
        ticket.Tell(end switch { "cancelled" => new CancelTicket(null), "merged" => new MergeTicket("t2"), _ => new ResolveTicket("done", null) }, World.Nine);
        if (end is "closed")
            ticket.Tell(new CloseTicket(), World.Nine);
        TicketCommand[] work =
        [
            new AcceptAssignment("s1", "repair-desk", "li"), new AssignStep(null, "li", false), new TransferStep(null, "service", null),
            new CompleteStep(null, null, null), new HoldTicket("other", null, null), new ResolveTicket("done", null), new CancelTicket(null),
            new MergeTicket("t3"), new ChangePriority(Priority.Low, null), new SignalTicket("parts-received"), new BookVisit("w1", null),
            new AcceptVisit("w1", "wang"), new DeclineVisit("w1", "wang", null), new Depart("w1", "wang"), new Arrive("w1", "wang"),
            new CompleteVisit("w1", "wang", null, "fixed"),
        ];
        Assert.All(work, command => Assert.Equal(RejectionCode.TicketNotOpen, ticket.Refusal(command, World.Nine)));
    }

    [Fact]
    public void A_ticket_that_never_came_in_knows_no_command() =>
        Assert.Equal(RejectionCode.TicketUnknown, TicketDecisions.Decide(Ticket.Initial("t1"), new CloseTicket(), World.Rules, Ten).Rejection?.Code);

    private static Case Resolved()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new ResolveTicket("done", null), Ten);
        return ticket;
    }
}
