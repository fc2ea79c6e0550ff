using Dispatch.Sla;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tickets;
using PriorityChanged = Dispatch.Tickets.PriorityChanged;

namespace Dispatch.Tests.Core.Tickets;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Due = Times.China("2026-03-02 11:00");

    [Fact]
    public void A_reply_at_the_due_instant_is_in_time()
    {
        var ticket = Case.Of(World.Return());
        ticket.Tell(new Reply(World.Text(), FromCustomer: false), Due);
        Assert.Equal(SlaClockState.Met, FirstResponse(ticket).State);
        Assert.DoesNotContain(ticket.History, each => each is SlaBreached { Happening.Clock: "first-response" });
    }

    [Fact]
    public void A_reply_one_millisecond_past_the_due_instant_is_late_and_the_breach_comes_first()
    {
        var ticket = Case.Of(World.Return());
        var events = ticket.Tell(new Reply(World.Text(), FromCustomer: false), Due.AddMilliseconds(1));
        Assert.Equal(SlaClockState.Missed, FirstResponse(ticket).State);
        var kinds = events.Select(each => each.GetType()).ToList();
        Assert.True(kinds.IndexOf(typeof(SlaBreached)) < kinds.IndexOf(typeof(ReplySent)));
        Assert.Equal(Due, events.OfType<SlaBreached>().First().At);
    }

    [Fact]
    public void A_ticket_resolved_at_its_due_instant_has_met_it_and_a_millisecond_later_missed_it()
    {
        var due = Times.China("2026-03-04 18:00");
        var inTime = Case.Of(World.Return());
        inTime.Tell(new Reply(World.Text(), FromCustomer: false), World.Nine);
        inTime.Tell(new ResolveTicket("done", null), due);
        Assert.Equal(SlaClockState.Met, Resolution(inTime).State);
        var late = Case.Of(World.Return());
        late.Tell(new Reply(World.Text(), FromCustomer: false), World.Nine);
        late.Tell(new ResolveTicket("done", null), due.AddMilliseconds(1));
        Assert.Equal(SlaClockState.Missed, Resolution(late).State);
    }

    [Fact]
    public void What_fell_due_while_nobody_looked_happens_in_order_each_at_its_instant()
    {
        var ticket = Case.Of(World.Return());
        var seen = Times.China("2026-03-05 09:00");
        var events = ticket.Wake(seen);
        var dated = events.OfType<IDated>().Select(each => each.At).ToList();
        Assert.Equal(dated.Order(), dated);
        Assert.All(events.OfType<SlaBreached>(), breach => Assert.Equal(seen, breach.SeenAt));
        Assert.Empty(ticket.Wake(seen));
        Assert.True(ticket.Ticket.NextWake is null || ticket.Ticket.NextWake > seen);
    }

    [Fact]
    public void It_makes_no_difference_whether_somebody_looked_at_each_instant_or_once()
    {
        var (often, once) = (Case.Of(World.Return()), Case.Of(World.Return()));
        var until = Times.China("2026-03-06 12:00");
        often.Pass(until);
        once.Wake(until);
        Assert.Equal(Case.Snapshot(often.Ticket), Case.Snapshot(once.Ticket));
        Assert.Equal(often.History.Select(each => each.GetType()), once.History.Select(each => each.GetType()));
    }

    [Fact]
    public void A_first_response_that_is_late_by_an_hour_makes_the_ticket_more_urgent()
    {
        var ticket = Case.Of(World.Return()).Pass(Times.China("2026-03-02 12:00"));
        var raised = Assert.Single(ticket.History.OfType<PriorityChanged>());
        Assert.Equal((Priority.Normal, Priority.High, Times.China("2026-03-02 12:00")), (raised.Before, raised.After, raised.At));
    }

    [Fact]
    public void Two_clocks_that_escalate_while_nobody_looks_raise_the_priority_twice()
    {
        var ticket = Case.Of(World.Return());
        ticket.Wake(Times.China("2026-03-09 09:00"));
        Assert.Equal(Priority.Urgent, ticket.Ticket.Priority);
        Assert.Equal(2, ticket.History.OfType<PriorityChanged>().Count());
    }

    [Fact]
    public void The_level_that_calls_the_lead_is_kept_until_the_lead_was_called()
    {
        var ticket = Case.Of(World.Return()).Pass(Times.China("2026-03-02 14:30"));
        Assert.Equal((3, 3), (ticket.Ticket.LeadCalled, ticket.Ticket.EscalationLevel));
        ticket.Tell(new AcceptAssignment("s1", "service", "li"), Times.China("2026-03-02 14:30"));
        Assert.Equal(3, ticket.Ticket.LeadCalled);
        ticket.Take(Decision.Accept(new NewsHeard([TicketNews.Lead(3)])));
        Assert.Null(ticket.Ticket.LeadCalled);
    }

    private static SlaClock FirstResponse(Case ticket) => ticket.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.FirstResponse);

    private static SlaClock Resolution(Case ticket) => ticket.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.Resolution);
}
