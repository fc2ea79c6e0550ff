using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

public class PauseTests
{
    private static readonly DateTimeOffset Opened = China("2026-03-02 09:00");

    [Fact]
    public void A_hold_moves_the_deadline_by_the_working_time_it_lasted()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 240));
        ticket.Hold(China("2026-03-02 10:00"));
        Assert.Equal((SlaClockState.Paused, Minutes(60)), (ticket.Clock().State, ticket.Clock().Used));
        Assert.Null(ticket.Clock().DueAt);
        Assert.Null(ticket.Clocks.NextWake);
        ticket.Resume(China("2026-03-02 14:00"));
        Assert.Equal(China("2026-03-02 17:00"), ticket.Clock().DueAt);
    }

    [Fact]
    public void A_hold_over_the_weekend_changes_nothing()
    {
        var ticket = Clockwork.Open(China("2026-03-06 17:00"), Clockwork.Target(SlaMetric.Resolution, 120));
        var due = ticket.Clock().DueAt;
        ticket.Hold(China("2026-03-06 18:00"));
        ticket.Resume(China("2026-03-09 09:00"));
        Assert.Equal(due, ticket.Clock().DueAt);
    }

    [Fact]
    public void Only_the_reasons_that_the_policy_names_pause()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 240) with { PausedBy = [new HoldPauses(["awaiting-customer"])] });
        Assert.Empty(ticket.Hold(China("2026-03-02 10:00"), "awaiting-parts"));
        Assert.IsType<TargetPaused>(Assert.Single(ticket.Hold(China("2026-03-02 10:30"), "awaiting-customer")));
        Assert.IsType<TargetResumed>(Assert.Single(ticket.Hold(China("2026-03-02 11:00"), "awaiting-parts")));
    }

    [Fact]
    public void A_target_without_pauses_runs_through_a_hold() =>
        Assert.Empty(Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 240) with { PausedBy = [] }).Hold(China("2026-03-02 10:00")));

    [Fact]
    public void A_hold_at_the_deadline_comes_too_late_to_save_it()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120));
        ticket.Hold(China("2026-03-02 11:00"));
        Assert.Equal(China("2026-03-02 11:00:00.001"), ticket.Clocks.NextWake);
        Assert.IsType<TargetBreached>(Assert.Single(ticket.Wake(China("2026-03-02 15:00"))));
    }

    [Fact]
    public void A_ticket_resolved_while_on_hold_has_met_its_target()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120));
        ticket.Hold(China("2026-03-02 10:00"));
        Assert.Equal(new SlaHappening[] { new TargetMet("target", China("2026-03-05 10:00"), Minutes(60)) }, ticket.Tell(new Resolved(), China("2026-03-05 10:00")));
    }

    [Fact]
    public void A_warning_that_a_hold_put_off_comes_after_it()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 240) with { Warnings = [new WarnBefore(60, [Receiver.Assignee])] });
        ticket.Hold(China("2026-03-02 11:00"));
        Assert.Empty(ticket.Wake(China("2026-03-02 17:00")));
        ticket.Resume(China("2026-03-02 17:00"));
        Assert.Equal(China("2026-03-02 18:00"), ticket.Clocks.NextWake);
    }

    [Fact]
    public void A_priority_changed_twice_during_a_hold_keeps_the_time_used_and_paused()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 240, urgent: 120));
        ticket.Hold(China("2026-03-02 10:00"));
        ticket.ChangePriority(Priority.Urgent, China("2026-03-02 11:00"));
        ticket.ChangePriority(Priority.Normal, China("2026-03-02 11:30"));
        Assert.Equal(Minutes(60), ticket.Clock().Used);
        ticket.ChangePriority(Priority.Urgent, China("2026-03-02 13:45"));
        ticket.Resume(China("2026-03-02 14:00"));
        Assert.Equal(China("2026-03-02 15:00"), ticket.Clock().DueAt);
    }

    [Fact]
    public void A_running_clock_shows_what_is_left_and_proves_its_deadline()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 240));
        ticket.Hold(China("2026-03-02 10:00"), "awaiting-parts");
        ticket.Resume(China("2026-03-02 14:00"));
        ticket.Hold(China("2026-03-02 15:00"));
        ticket.Resume(China("2026-03-03 10:00"));
        var reading = ticket.Read(China("2026-03-03 11:00"));
        Assert.Equal((Minutes(180), Minutes(60)), (reading.Used, reading.Left));
        Assert.Equal(China("2026-03-03 12:00"), reading.Proof.DueAt);
        Assert.Equal(ticket.Clock().DueAt, reading.Proof.DueAt);
        Assert.Equal((Minutes(240), Minutes(120 + 30 + 180 + 60)), (reading.Proof.Counted, reading.Proof.Paused));
        Assert.Equal(["awaiting-parts", "awaiting-customer"], reading.Proof.Segments.Select(segment => segment.PausedFor).OfType<string>().Distinct());
    }

    [Fact]
    public void A_clock_that_stopped_in_time_proves_what_it_had_used()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 240));
        ticket.Tell(new Resolved(), China("2026-03-02 10:00"));
        var reading = ticket.Read(China("2026-03-05 10:00"));
        Assert.Null(reading.Proof.DueAt);
        Assert.Equal((Minutes(60), Minutes(180), Minutes(60)), (reading.Used, reading.Left, reading.Proof.Counted));
    }

    [Fact]
    public void A_clock_that_missed_its_deadline_still_proves_it()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120));
        ticket.Tell(new Resolved(), China("2026-03-02 14:30"));
        var reading = ticket.Read(China("2026-03-05 10:00"));
        Assert.Equal(China("2026-03-02 11:00"), reading.Proof.DueAt);
        Assert.Equal(Minutes(-120), reading.Left);
    }
}
