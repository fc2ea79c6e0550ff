using Dispatch.Sla;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class OutcomeTests
{
    private static readonly Holder Queue = new("service", null);
    private static readonly Holder Li = new("service", "li");
    private static readonly Holder Chen = new("service", "chen");

    [Fact]
    public void A_promise_that_is_kept_says_what_was_left_and_who_had_the_ticket()
    {
        var ticket = Case.Of(World.Question);
        Accept(ticket, "li", "09:30");
        ticket.Tell(new Reply(World.Text(), FromCustomer: false), Today("10:00"));
        var outcome = FirstResponse(ticket);
        Assert.Equal((true, Today("10:00"), Li, TimeSpan.FromHours(1)), (outcome.Met, outcome.DecidedAt, outcome.Responsible, outcome.Margin));
        Assert.Equal(
            [new Holding(Queue, Today("09:00"), Today("09:30"), Minutes(30), default), new(Li, Today("09:30"), Today("10:00"), Minutes(30), default)], outcome.Held);
    }

    [Fact]
    public void A_broken_promise_is_decided_by_its_deadline_and_each_holder_answers_for_his_own_time()
    {
        var ticket = Case.Of(World.Question);
        Accept(ticket, "li", "10:00");
        ticket.Wake(Today("11:20"));
        Accept(ticket, "chen", "11:20");
        ticket.Tell(new Reply(World.Text(), FromCustomer: false), Today("11:30"));
        var outcome = FirstResponse(ticket);
        Assert.Equal((false, Today("11:00"), Li, Minutes(-30), Today("11:30")), (outcome.Met, outcome.DecidedAt, outcome.Responsible, outcome.Margin, outcome.EndedAt!.Value));
        Assert.Equal(
            [(Queue, Minutes(60), default), (Li, Minutes(80), Minutes(20)), (Chen, Minutes(10), Minutes(10))],
            outcome.Held.Select(held => (held.Holder, held.Counted, held.Late)));
    }

    [Fact]
    public void A_promise_that_is_broken_and_still_owed_has_no_margin_yet()
    {
        var outcome = FirstResponse(Case.Of(World.Question).Pass(Today("11:30")));
        Assert.Equal((false, Today("11:00"), null, null), (outcome.Met, outcome.DecidedAt, outcome.EndedAt, outcome.Margin));
        Assert.Equal(Minutes(120), Assert.Single(outcome.Held).Counted);
    }

    [Fact]
    public void A_promise_that_is_open_and_in_time_has_no_outcome()
    {
        var ticket = Case.Of(World.Question).Pass(Today("11:00"));
        Assert.DoesNotContain(Of(ticket), outcome => outcome.Metric is SlaMetric.FirstResponse);
        Assert.Contains(Of(ticket.Pass(Today("11:00").AddMilliseconds(1))), outcome => outcome.Metric is SlaMetric.FirstResponse);
    }

    [Fact]
    public void A_pause_is_nobodys_time()
    {
        var ticket = Case.Of(World.Question);
        Accept(ticket, "li", "09:00");
        ticket.Tell(new HoldTicket("awaiting-customer", null, null), Today("09:30"));
        ticket.Tell(new ResumeTicket(), Today("10:30"));
        ticket.Tell(new Reply(World.Text(), FromCustomer: false), Today("10:45"));
        Assert.Equal(Minutes(45), Assert.Single(FirstResponse(ticket).Held).Counted);
    }

    [Fact]
    public void The_night_between_two_days_is_not_working_time()
    {
        var ticket = Case.Of(World.Question, Today("17:00"));
        Accept(ticket, "li", "17:00");
        ticket.Tell(new Reply(World.Text(), FromCustomer: false), Today("09:30").AddDays(1));
        Assert.Equal(Minutes(90), Assert.Single(FirstResponse(ticket).Held).Counted);
    }

    [Fact]
    public void Reopening_makes_a_kept_resolution_open_again_and_leaves_a_broken_one_broken()
    {
        var kept = Resolved(Today("10:00"));
        Assert.True(Resolution(kept)!.Met);
        kept.Tell(new ReopenTicket(null), Today("11:00"));
        Assert.Null(Resolution(kept));

        var broken = Resolved(Today("10:00").AddDays(14));
        Assert.Equal(false, Resolution(broken)?.Met);
        broken.Tell(new ReopenTicket(null), Today("11:00").AddDays(14));
        Assert.Equal((false, null), (Resolution(broken)!.Met, Resolution(broken)!.Margin));
    }

    [Fact]
    public void Only_what_met_broke_or_reopened_a_promise_is_worth_looking_at_again()
    {
        var ticket = Case.Of(World.Question).Pass(Today("11:00").AddMilliseconds(1));
        Assert.All(ticket.History, each => Assert.Equal(each is SlaBreached, TicketOutcomes.Decides(each)));
        Assert.Contains(ticket.History, TicketOutcomes.Decides);
        Assert.True(TicketOutcomes.MayDecide("sla-breached.v1") && TicketOutcomes.MayDecide("sla-moved.v1"));
        Assert.False(TicketOutcomes.MayDecide("sla-warned.v1"));
    }

    private static Case Resolved(DateTimeOffset at)
    {
        var ticket = Case.Of(World.Question);
        Accept(ticket, "li", "09:00");
        ticket.Tell(new ResolveTicket("answered", null), at);
        return ticket;
    }

    private static void Accept(Case ticket, string person, string time) =>
        ticket.Tell(new AcceptAssignment(ticket.Ticket.Steps.Single(step => step.IsOpen).Instance, "service", person), Today(time));

    private static SlaOutcome FirstResponse(Case ticket) => Of(ticket).Single(outcome => outcome.Metric is SlaMetric.FirstResponse);

    private static SlaOutcome? Resolution(Case ticket) => Of(ticket).SingleOrDefault(outcome => outcome.Metric is SlaMetric.Resolution);

    private static IReadOnlyList<SlaOutcome> Of(Case ticket) => TicketOutcomes.Of("t1", ticket.History, World.Rules.Sla);

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static DateTimeOffset Today(string time) => Times.China($"2026-03-02 {time}");
}
