using Dispatch.Sla;
using LimitClock = Dispatch.Flows.LimitClock;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

public class StepClockTests
{
    private static readonly DateTimeOffset Opened = China("2026-03-02 09:00");

    [Fact]
    public void Each_step_has_a_clock_of_its_own()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Step, 60, id: "step"));
        Assert.Empty(ticket.Clocks.Clocks);
        ticket.Tell(new StepOpened("s1", "check"), Opened);
        ticket.Tell(new StepDone("s1"), China("2026-03-02 09:30"));
        ticket.Tell(new StepOpened("s2", "refund"), China("2026-03-02 09:30"));
        Assert.Equal(SlaClockState.Met, ticket.Clock("step/s1").State);
        Assert.Equal(China("2026-03-02 10:30"), ticket.Clock("step/s2").DueAt);
    }

    [Fact]
    public void The_limit_that_the_flow_sets_beats_the_policy_and_the_priority()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Step, 60, urgent: 20));
        ticket.Tell(new StepOpened("s1", "check", new(15, LimitClock.Working)), Opened);
        ticket.ChangePriority(Priority.Urgent, China("2026-03-02 09:05"));
        Assert.Equal(China("2026-03-02 09:15"), ticket.Clock("target/s1").DueAt);
    }

    [Fact]
    public void A_limit_in_elapsed_time_runs_through_the_night()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Step, 60));
        ticket.Tell(new StepOpened("s1", "check", new(24 * 60, LimitClock.Elapsed)), Opened);
        Assert.Equal(China("2026-03-03 09:00"), ticket.Clock("target/s1").DueAt);
    }

    [Fact]
    public void The_limit_of_a_flow_is_kept_for_a_step_that_no_policy_measures()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 600, id: "resolution"));
        ticket.Tell(new StepOpened("s1", "check", new(240, LimitClock.Working)), Opened);
        Assert.Equal(China("2026-03-02 14:30"), ticket.Clock("flow-limit/s1").DueAt);
        Assert.IsType<TargetBreached>(Assert.Single(ticket.Wake(China("2026-03-02 15:00"))));
    }

    [Fact]
    public void The_limit_of_a_flow_is_kept_for_a_ticket_without_a_policy()
    {
        var ticket = new Clockwork(Clockwork.Book());
        ticket.Tell(new StepOpened("s1", "check", new(240, LimitClock.Working)), Opened);
        Assert.Equal(China("2026-03-02 13:00"), ticket.Clock("flow-limit/s1").DueAt);
        ticket.ChangePriority(Priority.Urgent, China("2026-03-02 10:00"));
        ticket.Tell(new StepDone("s1"), China("2026-03-02 13:00"));
        Assert.Equal(SlaClockState.Met, ticket.Clock("flow-limit/s1").State);
    }

    [Fact]
    public void A_wait_is_over_in_working_time_of_the_ticket()
    {
        var book = Clockwork.Book(new SlaPolicyDefinition("test", new("测试", "Test"), 1, [Clockwork.Target(SlaMetric.Resolution, 600)]) { Calendar = "cn-office" });
        var clocks = SlaClocks.None with { Calendar = CalendarRef.Of(new("calendar", "cn-office", 1)) };
        Assert.Equal(China("2026-03-02 14:30"), SlaDecisions.LimitPassesAt(clocks, new(240, LimitClock.Working), book, Opened));
        Assert.Equal(China("2026-03-02 13:00"), SlaDecisions.LimitPassesAt(clocks, new(240, LimitClock.Elapsed), book, Opened));
    }

    [Fact]
    public void A_warning_that_does_not_fit_into_the_limit_of_the_flow_comes_at_once()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Step, 60) with { Warnings = [new WarnBefore(30, [Receiver.Assignee])] });
        var happenings = ticket.Tell(new StepOpened("s1", "check", new(15, LimitClock.Working)), Opened);
        Assert.Equal(Opened, Assert.IsType<WarningReached>(happenings[1]).DueAt);
    }

    [Fact]
    public void Steps_that_the_target_does_not_name_are_not_measured()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Step, 60) with { Steps = ["check"] });
        Assert.Empty(ticket.Tell(new StepOpened("s1", "refund"), Opened));
        Assert.NotEmpty(ticket.Tell(new StepOpened("s2", "check"), Opened));
    }

    [Fact]
    public void A_step_opened_while_the_ticket_is_on_hold_starts_paused()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Step, 60));
        ticket.Hold(China("2026-03-02 09:10"));
        ticket.Tell(new StepOpened("s1", "check"), China("2026-03-02 09:20"));
        Assert.Equal(SlaClockState.Paused, ticket.Clock("target/s1").State);
        Assert.Equal(TimeSpan.Zero, ticket.Clock("target/s1").Used);
    }

    [Fact]
    public void Resolving_the_ticket_withdraws_the_clocks_of_open_steps()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Step, 60));
        ticket.Tell(new StepOpened("s1", "check"), Opened);
        ticket.Tell(new Resolved(), China("2026-03-02 09:20"));
        Assert.Equal(SlaClockState.Withdrawn, ticket.Clock("target/s1").State);
    }

    [Fact]
    public void Only_the_last_stopped_steps_are_kept_in_the_state()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Step, 60));
        for (var i = 1; i <= SlaClocks.StoppedKept + 5; i++)
        {
            ticket.Tell(new StepOpened($"s{i}", "check"), Opened.AddMinutes(i));
            ticket.Tell(new StepDone($"s{i}"), Opened.AddMinutes(i + 1));
        }
        Assert.Equal(SlaClocks.StoppedKept, ticket.Clocks.Clocks.Count);
        Assert.Equal("target/s6", ticket.Clocks.Clocks[0].Key);
    }
}
