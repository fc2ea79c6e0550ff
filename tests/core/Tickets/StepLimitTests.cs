using System.Text.Json.Nodes;
using Dispatch.Configuration;
using Dispatch.Flows;
using Dispatch.Sla;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

/// <summary>The limit of a step stands still while the ticket is on hold. The question is to be answered within an hour of working time, from nine to ten.</summary>
public sealed class StepLimitTests
{
    private static readonly DateTimeOffset Due = Times.China("2026-03-02 10:00");

    [Fact]
    public void A_hold_moves_the_limit_by_the_working_time_that_it_lasted()
    {
        var ticket = Case.Of(World.Question);
        Hold(ticket, Times.China("2026-03-02 09:40"));
        Assert.Null(ticket.Ticket.Steps[0].DueAt);
        Resume(ticket, Times.China("2026-03-02 11:50"));
        // Twenty minutes are left; ten of them before the office closes for lunch.
        Assert.Equal(Times.China("2026-03-02 13:40"), ticket.Ticket.Steps[0].DueAt);
        Assert.Equal(Step(ticket).DueAt, ticket.Ticket.Steps[0].DueAt);
    }

    [Fact]
    public void Time_spent_on_hold_makes_no_step_overdue()
    {
        var ticket = Case.Of(World.Question);
        Hold(ticket, Times.China("2026-03-02 09:40"));
        ticket.Pass(Times.China("2026-03-05 18:00"));
        Assert.False(ticket.Ticket.Steps[0].Overdue);
    }

    [Fact]
    public void A_hold_at_the_last_instant_is_in_time_and_leaves_nothing()
    {
        var ticket = Case.Of(World.Question);
        Hold(ticket, Due);
        Assert.Equal((false, TimeSpan.Zero), (ticket.Ticket.Steps[0].Overdue, ticket.Ticket.Steps[0].LimitLeft));
        var back = Times.China("2026-03-02 11:00");
        Resume(ticket, back);
        Assert.Equal((false, back), (ticket.Ticket.Steps[0].Overdue, ticket.Ticket.Steps[0].DueAt));
        ticket.Wake(back.AddMilliseconds(1));
        Assert.True(ticket.Ticket.Steps[0].Overdue);
    }

    [Fact]
    public void A_hold_a_millisecond_after_the_limit_comes_too_late()
    {
        var ticket = Case.Of(World.Question);
        Hold(ticket, Due.AddMilliseconds(1));
        Assert.Equal((true, null), (ticket.Ticket.Steps[0].Overdue, ticket.Ticket.Steps[0].LimitLeft));
    }

    [Fact]
    public void A_hold_a_millisecond_before_the_limit_leaves_a_millisecond()
    {
        var ticket = Case.Of(World.Question);
        Hold(ticket, Due.AddMilliseconds(-1));
        Resume(ticket, Times.China("2026-03-02 11:00"));
        Assert.Equal(Times.China("2026-03-02 11:00").AddMilliseconds(1), ticket.Ticket.Steps[0].DueAt);
    }

    [Fact]
    public void Two_holds_add_up()
    {
        var ticket = Case.Of(World.Question);
        Hold(ticket, Times.China("2026-03-02 09:10"));
        Resume(ticket, Times.China("2026-03-02 09:20"));
        Hold(ticket, Times.China("2026-03-02 09:30"));
        Resume(ticket, Times.China("2026-03-02 09:45"));
        Assert.Equal(Due.AddMinutes(25), ticket.Ticket.Steps[0].DueAt);
    }

    [Fact]
    public void A_hold_that_ends_by_itself_lets_the_limit_go_on_at_that_instant()
    {
        var ticket = Case.Of(World.Question);
        ticket.Tell(new HoldTicket("awaiting-parts", null, Times.China("2026-03-02 11:00")), Times.China("2026-03-02 09:30"));
        ticket.Wake(Times.China("2026-03-02 11:10"));
        Assert.Equal(Times.China("2026-03-02 11:30"), ticket.Ticket.Steps[0].DueAt);
    }

    [Fact]
    public void A_step_that_opens_during_a_hold_waits_with_its_whole_limit()
    {
        var ticket = Case.Of(World.Return());
        Hold(ticket, Times.China("2026-03-02 09:30"));
        ticket.Complete("check", "approve", Times.China("2026-03-02 09:40"), ("data.reason", "defect"));
        var next = ticket.Ticket.Steps.Single(step => step.IsOpen);
        Assert.Equal((null, TimeSpan.FromDays(14)), (next.DueAt, next.LimitLeft));
        Resume(ticket, Times.China("2026-03-03 09:00"));
        Assert.Equal(Times.China("2026-03-17 09:00"), ticket.Ticket.Steps.Single(step => step.IsOpen).DueAt);
    }

    [Fact]
    public void A_flow_may_let_a_limit_run_on()
    {
        var ticket = Case.Of(World.Question, rules: RunningOn());
        Hold(ticket, Times.China("2026-03-02 09:40"));
        Assert.Equal((Due, Due), (ticket.Ticket.Steps[0].DueAt, Step(ticket).DueAt));
        ticket.Pass(Due.AddMilliseconds(1));
        Assert.True(ticket.Ticket.Steps[0].Overdue);
    }

    private static TicketRules RunningOn()
    {
        var shipped = ShippedCaseTypes.All.Single(document => document.Id is "consultation");
        var body = JsonNode.Parse(shipped.Body.ToString())!;
        body["flow"]!["steps"]!.AsArray().Single(step => (string?)step!["id"] is "answer")!["limit"]!["runsOnHold"] = true;
        return new(World.Configuration.With(shipped with { Version = 2, Body = JsonBody.Parse(body.ToJsonString()) }));
    }

    private static SlaClock Step(Case ticket) => ticket.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.Step);

    private static void Hold(Case ticket, DateTimeOffset at) => ticket.Tell(new HoldTicket("awaiting-parts", null, null), at);

    private static void Resume(Case ticket, DateTimeOffset at) => ticket.Tell(new ResumeTicket(), at);
}
