using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>A deadline is judged by its instant.</summary>
public class DeadlineTests
{
    private static readonly DateTimeOffset Opened = China("2026-03-02 09:00");
    private static readonly DateTimeOffset Due = China("2026-03-02 11:00");
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void A_ticket_resolved_at_the_deadline_has_met_it()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120));
        Assert.Equal(new SlaHappening[] { new TargetMet("target", Due, TimeSpan.Zero) }, ticket.Tell(new Resolved(), Due));
        Assert.Equal(SlaClockState.Met, ticket.Clock().State);
        Assert.Null(ticket.Clocks.NextWake);
    }

    [Fact]
    public void A_ticket_resolved_one_millisecond_late_is_breached_although_nobody_had_looked()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120));
        var late = Due + Millisecond;
        Assert.Equal(new SlaHappening[] { new TargetBreached("target", Due, late), new TargetMissed("target", late, Millisecond) }, ticket.Tell(new Resolved(), late));
        Assert.Equal(SlaClockState.Missed, ticket.Clock().State);
    }

    [Fact]
    public void A_breach_is_awaited_one_millisecond_after_the_deadline_and_never_seen_earlier()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120));
        Assert.Equal(Due + Millisecond, ticket.Clocks.NextWake);
        Assert.Empty(ticket.Wake(Due));
        Assert.IsType<TargetBreached>(Assert.Single(ticket.Wake(Due + Millisecond)));
        Assert.Empty(ticket.Wake(Due + Millisecond));
        Assert.True(ticket.Clocks.Breached);
    }

    [Fact]
    public void A_deadline_at_closing_is_breached_right_after_closing() =>
        Assert.Equal(China("2026-03-06 18:00:00.001"), Clockwork.Open(China("2026-03-06 17:00"), Clockwork.Target(SlaMetric.Resolution, 60)).Clocks.NextWake);

    [Fact]
    public void A_reply_stops_the_first_response_and_not_the_resolution()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.FirstResponse, 30, id: "first"), Clockwork.Target(SlaMetric.Resolution, 120, id: "resolution"));
        ticket.Tell(new Responded(), China("2026-03-02 09:10"));
        Assert.Equal(SlaClockState.Met, ticket.Clock("first").State);
        Assert.Equal(SlaClockState.Running, ticket.Clock("resolution").State);
        Assert.Equal("resolution", ticket.Clocks.NearestDue?.Target);
    }

    [Fact]
    public void A_ticket_resolved_without_a_reply_has_met_its_first_response()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.FirstResponse, 30));
        Assert.Equal(new SlaHappening[] { new TargetMet("target", China("2026-03-02 09:10"), Minutes(20)) }, ticket.Tell(new Resolved(), China("2026-03-02 09:10")));
    }

    [Fact]
    public void A_cancelled_ticket_withdraws_everything()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.FirstResponse, 30, id: "first"), Clockwork.Target(SlaMetric.Resolution, 120, id: "resolution"));
        ticket.Tell(new Cancelled(), China("2026-03-02 09:10"));
        Assert.All(ticket.Clocks.Clocks, clock => Assert.Equal(SlaClockState.Withdrawn, clock.State));
        Assert.Null(ticket.Clocks.NextWake);
        Assert.Empty(ticket.Wake(China("2026-03-05 09:00")));
    }

    [Fact]
    public void A_target_in_elapsed_time_runs_through_the_night()
    {
        var ticket = Clockwork.Open(China("2026-03-06 17:00"), Clockwork.Target(SlaMetric.Resolution, 24 * 60) with { Time = BudgetTime.Elapsed });
        Assert.Equal(China("2026-03-07 17:00"), ticket.Clock().DueAt);
        Assert.Null(ticket.Clock().Calendar);
    }

    [Fact]
    public void A_reopened_ticket_goes_on_with_the_time_it_had_used()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120));
        ticket.Tell(new Resolved(), China("2026-03-02 10:00"));
        ticket.Tell(new Reopened(), China("2026-03-03 10:00"));
        Assert.Equal(SlaClockState.Running, ticket.Clock().State);
        Assert.Equal(China("2026-03-03 11:00"), ticket.Clock().DueAt);
        Assert.Null(ticket.Clock().EndedAt);
    }

    [Fact]
    public void A_reopened_ticket_starts_anew_where_the_policy_says_so()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120) with { OnReopen = OnReopen.Restart });
        ticket.Tell(new Resolved(), China("2026-03-02 10:00"));
        ticket.Tell(new Reopened(), China("2026-03-03 10:00"));
        Assert.Equal(China("2026-03-03 12:00"), ticket.Clock().DueAt);
        Assert.Single(ticket.Clocks.Clocks);
    }

    [Fact]
    public void A_reopened_ticket_that_was_late_stays_breached()
    {
        var ticket = Clockwork.Open(Opened, Clockwork.Target(SlaMetric.Resolution, 120));
        ticket.Tell(new Resolved(), China("2026-03-02 16:00"));
        ticket.Tell(new Reopened(), China("2026-03-03 10:00"));
        Assert.Equal(Due, ticket.Clock().BreachedAt);
        Assert.Equal(Due, ticket.Clock().DueAt);
    }
}
