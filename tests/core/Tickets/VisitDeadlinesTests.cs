using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class VisitDeadlinesTests
{
    private static readonly DateTimeOffset Due = World.Nine.AddHours(3);
    private static readonly WorkOrder Visit = new("w1", "s2") { Minutes = 60 };

    [Theory]
    [InlineData(SlaMetric.Resolution)]
    [InlineData(SlaMetric.TotalResolution)]
    [InlineData(SlaMetric.AgentWork)]
    [InlineData(SlaMetric.RequesterWait)]
    public void What_only_the_end_of_the_work_stops_hangs_on_the_visit(SlaMetric metric) => Assert.Equal(Due, DueBy(Clock(metric)));

    [Theory]
    [InlineData(SlaMetric.FirstResponse)]
    [InlineData(SlaMetric.NextResponse)]
    [InlineData(SlaMetric.PeriodicUpdate)]
    [InlineData(SlaMetric.TeamTime)]
    [InlineData(SlaMetric.SupplierTime)]
    public void What_a_word_or_somebody_else_stops_does_not(SlaMetric metric) => Assert.Null(DueBy(Clock(metric)));

    [Fact]
    public void The_time_of_its_own_step_hangs_on_it_and_that_of_another_step_does_not()
    {
        Assert.Equal(Due, DueBy(Clock(SlaMetric.Step) with { Step = "s2" }));
        Assert.Null(DueBy(Clock(SlaMetric.Step) with { Step = "s3" }));
    }

    [Fact]
    public void Whoever_arrives_in_time_may_work_on_after_the_deadline_of_the_arrival()
    {
        Assert.Equal(Due.AddMinutes(60), DueBy(Clock(SlaMetric.Arrival) with { Subject = "w1" }));
        Assert.Null(DueBy(Clock(SlaMetric.Arrival) with { Subject = "w2" }));
    }

    [Fact]
    public void The_nearest_of_those_that_run_counts()
    {
        var stopped = Clock(SlaMetric.Resolution) with { DueAt = Due.AddHours(-2), State = SlaClockState.Met };
        Assert.Equal(Due, DueBy(Clock(SlaMetric.FirstResponse) with { DueAt = World.Nine }, stopped, Clock(SlaMetric.TotalResolution) with { DueAt = Due.AddDays(9) }, Clock(SlaMetric.Resolution)));
        Assert.Null(DueBy(Clock(SlaMetric.Resolution) with { State = SlaClockState.Paused, DueAt = null }));
    }

    [Fact]
    public void A_ticket_that_is_over_has_none() =>
        Assert.Null((Ticket.Initial("t1") with { Status = TicketStatus.Closed, Sla = new([Clock(SlaMetric.Resolution)]) }).DueOf(Visit));

    private static DateTimeOffset? DueBy(params SlaClock[] clocks) => (Ticket.Initial("t1") with { Status = TicketStatus.Open, Sla = new(clocks) }).DueOf(Visit);

    private static SlaClock Clock(SlaMetric metric) => new("c", "c", metric, World.Nine, TimeSpan.FromHours(3)) { DueAt = Due };
}
