using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>What each metric measures. Monday 2 March 2026, office hours 09:00–12:00 and 13:30–18:00.</summary>
public class MetricTests
{
    private static readonly DateTimeOffset Nine = China("2026-03-02 09:00");

    [Fact]
    public void The_next_response_counts_from_the_oldest_message_without_an_answer()
    {
        var ticket = Answered(SlaMetric.NextResponse, 60);
        ticket.Tell(new CustomerWrote(), Nine.AddMinutes(30));
        ticket.Tell(new CustomerWrote(), Nine.AddMinutes(50));
        Assert.Equal(Nine.AddMinutes(90), ticket.Clock("target/1").DueAt);
        ticket.Tell(new Responded(), Nine.AddMinutes(80));
        Assert.Equal((SlaClockState.Met, Minutes(50)), (ticket.Clock("target/1").State, ticket.Clock("target/1").Used));
    }

    [Fact]
    public void Until_the_first_answer_there_is_no_next_response()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.NextResponse, 60));
        ticket.Tell(new CustomerWrote(), Nine.AddMinutes(30));
        Assert.Empty(ticket.Clocks.Clocks);
    }

    [Fact]
    public void Every_exchange_is_recorded_and_the_worst_is_kept_and_reported()
    {
        var ticket = Answered(SlaMetric.NextResponse, 60);
        for (var i = 0; i < 12; i++)
        {
            ticket.Tell(new CustomerWrote(), Nine.AddDays(i));
            ticket.Tell(new Responded(), Nine.AddDays(i).AddMinutes(i is 1 ? 90 : 10));
        }
        // Two weekends: what was written on a day off was answered before counting began.
        Assert.Equal(12, ticket.History.OfType<TargetStarted>().Count());
        Assert.Equal("target/2", ticket.Clocks.WorstOf("target")!.Key);
        Assert.Equal(Minutes(-30), ticket.Clocks.WorstOf("target")!.Margin);
        Assert.Equal(SlaClocks.StoppedKept + 1, ticket.Clocks.Clocks.Count);
        Assert.Contains(ticket.Clocks.Clocks, clock => clock.Key is "target/12");
    }

    [Fact]
    public void A_periodic_update_starts_anew_with_every_word_to_the_customer()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.PeriodicUpdate, 120));
        ticket.Tell(new Responded(), Nine.AddMinutes(60));
        Assert.Equal(SlaClockState.Met, ticket.Clock("target/1").State);
        Assert.Equal(China("2026-03-02 12:00"), ticket.Clock("target/2").DueAt);
        ticket.Tell(new Responded(), China("2026-03-02 15:00"));
        Assert.Equal((SlaClockState.Missed, Minutes(-90)), (ticket.Clock("target/2").State, ticket.Clock("target/2").Margin));
        ticket.Tell(new Resolved(), China("2026-03-02 15:30"));
        Assert.Equal(SlaClockState.Met, ticket.Clock("target/3").State);
        ticket.Tell(new Reopened(), China("2026-03-02 16:00"));
        Assert.Equal(China("2026-03-02 18:00"), ticket.Clock("target/4").DueAt);
    }

    [Fact]
    public void Arrival_is_measured_for_each_visit_and_not_for_one_that_is_withdrawn()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.Arrival, 120));
        ticket.Tell(new VisitPlanned("w1"), Nine);
        ticket.Tell(new VisitPlanned("w2"), Nine.AddMinutes(30));
        ticket.Tell(new Arrived("w2"), Nine.AddMinutes(60));
        Assert.Equal((SlaClockState.Running, SlaClockState.Met), (ticket.Clock("target/1").State, ticket.Clock("target/2").State));
        ticket.Tell(new VisitWithdrawn("w1"), Nine.AddMinutes(90));
        Assert.Equal(SlaClockState.Withdrawn, ticket.Clock("target/1").State);
    }

    [Fact]
    public void Arrival_may_be_promised_from_the_opening_of_the_ticket()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.Arrival, 120) with { Starts = [ClockTrigger.Opened] });
        ticket.Tell(new VisitPlanned("w1"), Nine.AddMinutes(60));
        ticket.Tell(new Arrived("w1"), Nine.AddMinutes(100));
        Assert.Equal((SlaClockState.Met, Minutes(20)), (ticket.Clock("target/1").State, ticket.Clock("target/1").Margin));
    }

    [Fact]
    public void Total_resolution_counts_holds_and_the_time_between_resolving_and_reopening()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.TotalResolution, 450));
        ticket.Hold(Nine.AddMinutes(30));
        ticket.Resume(Nine.AddMinutes(90));
        ticket.Tell(new Resolved(), Nine.AddMinutes(120));
        ticket.Tell(new Reopened(), China("2026-03-02 14:30"));
        Assert.Equal(China("2026-03-02 18:00"), ticket.Clock().DueAt);
        Assert.Equal(Minutes(240), ticket.Read(China("2026-03-02 14:30")).Used);
    }

    [Fact]
    public void Agent_work_time_leaves_out_holds_and_waits_for_the_outside()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.AgentWork, 120));
        ticket.Hold(Nine.AddMinutes(10), "awaiting-supplier");
        ticket.Resume(Nine.AddMinutes(20));
        ticket.Situation = ticket.Situation with { Status = StatusCategory.Waiting };
        ticket.Tell(new Moved(), Nine.AddMinutes(40));
        ticket.Situation = ticket.Situation with { Status = StatusCategory.Open };
        ticket.Tell(new Moved(), Nine.AddMinutes(100));
        Assert.Equal(["awaiting-supplier", "status-waiting"], ticket.Clock().Pauses.Select(pause => pause.Reason));
        Assert.Equal(Minutes(30), ticket.Read(Nine.AddMinutes(100)).Used);
    }

    [Fact]
    public void Requester_wait_time_leaves_out_only_the_wait_for_the_customer()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.RequesterWait, 120));
        ticket.Hold(Nine.AddMinutes(10), "awaiting-supplier");
        ticket.Resume(Nine.AddMinutes(20));
        ticket.Hold(Nine.AddMinutes(30));
        ticket.Resume(Nine.AddMinutes(60));
        Assert.Equal(Minutes(30), ticket.Read(Nine.AddMinutes(60)).Used);
    }

    [Fact]
    public void Supplier_time_counts_nothing_but_the_wait_for_the_supplier()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.SupplierTime, 60));
        Assert.Equal(SlaClockState.Paused, ticket.Clock().State);
        ticket.Hold(Nine.AddMinutes(10), "awaiting-supplier");
        ticket.Resume(Nine.AddMinutes(50));
        ticket.Hold(Nine.AddMinutes(60));
        ticket.Resume(Nine.AddMinutes(90));
        ticket.Hold(Nine.AddMinutes(100), "awaiting-supplier");
        Assert.Equal(Nine.AddMinutes(120), ticket.Clock().DueAt);
        Assert.IsType<TargetBreached>(Assert.Single(ticket.Wake(Nine.AddMinutes(120).AddMilliseconds(1))));
    }

    [Fact]
    public void Team_time_starts_when_a_team_gets_the_ticket_and_anew_when_it_gets_it_again()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.TeamTime, 60));
        At(ticket, "service", 0);
        At(ticket, "warehouse", 30);
        At(ticket, "service", 100);
        At(ticket, "warehouse", 110);
        Assert.Equal(
            ["service met 00:30:00", "warehouse missed 01:10:00", "service met 00:10:00", "warehouse running "],
            ticket.Clocks.Clocks.Select(clock => $"{clock.Subject} {clock.State.ToString().ToLowerInvariant()} {clock.Used}"));

        static void At(Clockwork ticket, string team, int minutes)
        {
            ticket.Situation = ticket.Situation with { Teams = [team] };
            ticket.Tell(new Moved(), Nine.AddMinutes(minutes));
        }
    }

    [Fact]
    public void A_target_may_name_the_teams_that_it_measures()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.TeamTime, 60) with { Teams = ["warehouse"] });
        ticket.Situation = ticket.Situation with { Teams = ["service", "warehouse"] };
        ticket.Tell(new Moved(), Nine);
        Assert.Equal("warehouse", Assert.Single(ticket.Clocks.Clocks).Subject);
    }

    [Fact]
    public void A_target_may_say_what_starts_and_stops_its_clock()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.Resolution, 60) with { Starts = [ClockTrigger.Assigned], Stops = [ClockTrigger.Departed] });
        Assert.Empty(ticket.Clocks.Clocks);
        ticket.Tell(new Assigned(), Nine.AddMinutes(15));
        ticket.Tell(new Assigned(), Nine.AddMinutes(25));
        ticket.Tell(new Departed("w1"), Nine.AddMinutes(45));
        Assert.Equal((SlaClockState.Met, Minutes(30)), (ticket.Clock().State, ticket.Clock().Used));
    }

    [Fact]
    public void A_target_may_say_what_restarts_its_clock()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.Resolution, 60) with { Restarts = [ClockTrigger.CustomerWrote] });
        ticket.Tell(new CustomerWrote(), Nine.AddMinutes(20));
        Assert.Equal([Nine.AddMinutes(60), Nine.AddMinutes(80)], ticket.Clocks.Clocks.Select(clock => clock.DueAt!.Value));
        Assert.Equal([SlaClockState.Met, SlaClockState.Running], ticket.Clocks.Clocks.Select(clock => clock.State));
    }

    [Fact]
    public void A_step_that_is_open_may_pause_a_clock()
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(SlaMetric.Resolution, 60) with { PausedBy = [new StepPauses(["approval"])] });
        ticket.Situation = ticket.Situation with { Steps = ["approval"] };
        ticket.Tell(new Moved(), Nine.AddMinutes(10));
        Assert.Equal((SlaClockState.Paused, "step-approval"), (ticket.Clock().State, ticket.Clock().Pauses[0].Reason));
        ticket.Hold(Nine.AddMinutes(20)); // a hold is no reason here
        ticket.Situation = ticket.Situation with { Steps = [], HeldFor = null };
        ticket.Tell(new Moved(), Nine.AddMinutes(40));
        Assert.Equal(Nine.AddMinutes(90), ticket.Clock().DueAt);
    }

    [Fact]
    public void A_pause_that_does_not_extend_leaves_the_deadline_and_keeps_alerts_back()
    {
        var target = Clockwork.Target(SlaMetric.Resolution, 60) with { PausesExtend = false, Warnings = [new WarnBefore(30, [Receiver.Lead])] };
        var ticket = Clockwork.Open(Nine, target);
        ticket.Hold(Nine.AddMinutes(10));
        Assert.Equal((SlaClockState.Paused, Nine.AddMinutes(60)), (ticket.Clock().State, ticket.Clock().DueAt!.Value));
        Assert.Empty(ticket.Wake(Nine.AddMinutes(40)));
        Assert.Equal(Nine.AddMinutes(30), Assert.IsType<WarningReached>(ticket.Resume(Nine.AddMinutes(45))[^1]).DueAt);
        ticket.Hold(Nine.AddMinutes(50));
        Assert.IsType<TargetBreached>(Assert.Single(ticket.Wake(Nine.AddMinutes(61))));
        Assert.Equal(Minutes(60), ticket.Read(Nine.AddMinutes(61)).Proof.Counted);
    }

    private static Clockwork Answered(SlaMetric metric, int minutes)
    {
        var ticket = Clockwork.Open(Nine, Clockwork.Target(metric, minutes));
        ticket.Situation = ticket.Situation with { Responded = true };
        ticket.Tell(new Responded(), Nine.AddMinutes(5));
        return ticket;
    }
}
