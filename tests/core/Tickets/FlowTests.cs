using Dispatch.Flows;
using Dispatch.Sla;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class FlowTests
{
    [Theory]
    [InlineData(49_999, "receive", "warehouse")]
    [InlineData(50_000, "supervisor", "service")]
    public void A_return_under_500_skips_the_supervisor(long minor, string next, string team)
    {
        var ticket = Case.Of(World.Return(minor));
        ticket.Complete("check", "approve", World.Nine.AddMinutes(5));
        var open = Assert.Single(ticket.Ticket.Steps, step => step.IsOpen);
        Assert.Equal((next, team), (open.Step, open.Team));
    }

    [Fact]
    public void The_supervisor_needs_the_skill_that_the_flow_names()
    {
        var ticket = Case.Of(World.Return(50_000));
        ticket.Complete("check", "approve", World.Nine);
        Assert.Equal([new Skill("supervision", 1)], ticket.Ticket.StepOf(ticket.Open("supervisor"))!.Skills.AsEnumerable());
    }

    [Fact]
    public void The_end_of_the_flow_resolves_the_ticket_and_stops_its_clocks()
    {
        var ticket = Case.Of(World.Return());
        ticket.Complete("check", "approve", World.Nine.AddMinutes(10));
        ticket.Complete("receive", "accept", World.Nine.AddMinutes(20), ("data.condition", "intact"));
        var last = ticket.Complete("refund", null, World.Nine.AddMinutes(30));
        Assert.IsType<StepFinished>(last[0]);
        Assert.Contains(last, each => each is TicketResolved { Resolution: "refunded" });
        Assert.Equal((TicketStatus.Resolved, "refunded", World.Nine.AddMinutes(30)), (ticket.Ticket.Status, ticket.Ticket.Resolution, ticket.Ticket.ResolvedAt!.Value));
        Assert.All(ticket.Ticket.Sla.Clocks, clock => Assert.Equal(SlaClockState.Met, clock.State));
    }

    [Fact]
    public void A_form_counts_before_the_branch_is_chosen()
    {
        var claim = Case.Of(World.Return() with { Kind = "damage-claim" });
        claim.Complete("check", "valid", World.Nine);
        claim.Complete("warehouse-check", null, World.Nine);
        claim.Complete("liability", null, World.Nine, ("data.liable", "customer"));
        Assert.Equal("rejected", claim.Ticket.Resolution);
    }

    [Fact]
    public void A_form_with_a_field_missing_is_refused_and_changes_nothing()
    {
        var ticket = Case.Of(World.Return());
        ticket.Complete("check", "approve", World.Nine);
        Assert.Equal(RejectionCode.StepFieldRequired, ticket.Refusal(new CompleteStep(null, "accept", null), World.Nine));
    }

    [Fact]
    public void An_outcome_that_the_step_does_not_have_is_refused() =>
        Assert.Equal(RejectionCode.StepOutcomeUnknown, Case.Of(World.Return()).Refusal(new CompleteStep(null, "maybe", null), World.Nine));

    [Fact]
    public void More_form_data_than_a_ticket_holds_is_refused()
    {
        var data = Case.Data([.. Enumerable.Range(0, 5).Select(i => ($"data.f{i}", new string('长', 300)))]);
        Assert.Equal(RejectionCode.FieldValueTooLong, Case.Of(World.Return()).Refusal(new CompleteStep(null, "approve", null) { Data = data }, World.Nine));
    }

    [Fact]
    public void Parallel_steps_go_to_both_teams_and_meet_again()
    {
        var repair = Case.Of(World.Repair);
        repair.Tell(new CompleteStep(null, "visit", null) { Data = Dispatch.Fields.FieldValues.Empty.With("data.partsNeeded", Dispatch.Fields.FieldValue.Of(["pump"])) }, World.Nine);
        Assert.Equal(["warehouse", "repair-desk"], repair.Ticket.Steps.Where(step => step.IsOpen).Select(step => step.Team));
        Assert.Equal(RejectionCode.TicketStepAmbiguous, repair.Refusal(new CompleteStep(null, null, null), World.Nine));
        repair.Complete("ready-parts", null, World.Nine);
        Assert.Empty(repair.Ticket.WorkOrders);
        repair.Complete("agree-time", null, World.Nine);
        Assert.Equal([new PartNeed("pump", 1)], repair.Visit.Parts.AsEnumerable());
    }

    [Fact]
    public void A_limit_that_leads_on_does_so_a_millisecond_after_it()
    {
        var ticket = Case.Of(World.Return());
        ticket.Complete("check", "approve", World.Nine);
        var limit = World.Nine.AddDays(14);
        ticket.Pass(limit);
        Assert.Equal(TicketStatus.Open, ticket.Ticket.Status);
        ticket.Pass(limit.AddMilliseconds(1));
        Assert.Equal((TicketStatus.Resolved, "no-answer"), (ticket.Ticket.Status, ticket.Ticket.Resolution));
    }

    [Fact]
    public void A_limit_that_leads_nowhere_leaves_the_step_overdue_once()
    {
        var ticket = Case.Of(World.Return());
        ticket.Pass(World.Nine.AddHours(3));
        Assert.True(ticket.Ticket.Steps.Single().Overdue);
        Assert.Single(ticket.History.OfType<FlowAdvanced>().SelectMany(each => each.Happenings).OfType<StepOverdue>());
    }

    [Fact]
    public void Clocks_stand_still_while_the_flow_waits_for_the_customer_alone()
    {
        var claim = Case.Of(World.Return() with { Kind = "damage-claim" });
        claim.Complete("check", "need-evidence", World.Nine.AddMinutes(30));
        Assert.All(claim.Ticket.Sla.Clocks.Where(clock => clock.IsOpen), clock => Assert.Equal(SlaClockState.Paused, clock.State));
        claim.Tell(new Reply(World.Text(), FromCustomer: true), World.Nine.AddDays(1).AddMinutes(30));
        Assert.Equal(Times.China("2026-03-05 18:00"), claim.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.Resolution).DueAt);
        Assert.Equal("check", Assert.Single(claim.Ticket.Steps, step => step.IsOpen).Step);
    }

    [Fact]
    public void News_from_outside_completes_what_waits_for_it_and_nothing_else()
    {
        var repair = Case.Booked();
        repair.Tell(new SignalTicket("parts-received"), World.Nine);
        Assert.Equal("visit", Assert.Single(repair.Ticket.Steps, step => step.IsOpen).Step);
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new Arrive("w1", "wang"), World.Nine);
        repair.Tell(new CompleteVisit("w1", "wang", null, "parts-missing") { Data = Case.Data(("data.workDone", "looked")) }, World.Nine);
        repair.Tell(new SignalTicket("parts-received"), World.Nine);
        Assert.Equal("agree-time-only", Assert.Single(repair.Ticket.Steps, step => step.IsOpen).Step);
    }
}
