using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Routing;
using Dispatch.Sla;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class OpeningTests
{
    [Fact]
    public void Opening_gives_opened_routed_clocks_and_the_first_step_in_one_decision()
    {
        var opened = Case.Of(World.Return());
        Assert.Equal(
            [typeof(TicketOpened), typeof(TicketRouted), typeof(SlaMoved), typeof(FlowAdvanced), typeof(SlaMoved)],
            opened.History.Select(each => each.GetType()));
        Assert.Equal((TicketStatus.New, "service", Priority.Normal), (opened.Ticket.Status, opened.Ticket.Team, opened.Ticket.Priority));
        Assert.Equal(("check", "service", StepState.Waiting), opened.Ticket.Steps.Select(step => (step.Step, step.Team, step.State)).Single());
    }

    [Fact]
    public void Due_instants_follow_the_calendar_and_the_flow()
    {
        var ticket = Case.Of(World.Return()).Ticket;
        Assert.Equal(Times.China("2026-03-02 11:00"), ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.FirstResponse).DueAt);
        Assert.Equal(Times.China("2026-03-04 18:00"), ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.Resolution).DueAt);
        Assert.Equal(Times.China("2026-03-02 11:00"), ticket.Steps.Single().DueAt);
    }

    [Fact]
    public void The_ticket_keeps_why_it_went_where_it_went_with_the_versions_used()
    {
        var routed = Case.Of(World.Return(1_000_000)).Ticket.Routing!;
        Assert.Equal(("costly", new DocumentRef("routing-rules", "default", 1), Priority.Urgent), (routed.Rule, routed.Rules, routed.Priority));
        Assert.Equal(("amount", "1000000"), routed.Because.Select(reason => (reason.Field, $"{reason.Actual}")).Single());
    }

    [Fact]
    public void A_better_customer_is_promised_more() => Assert.Equal("vip", Case.Of(World.Return() with { CustomerTier = "gold" }).Ticket.Sla.Policy!.Id);

    [Fact]
    public void History_from_elsewhere_runs_on_its_own_time()
    {
        var friday = Times.China("2026-02-27 17:00");
        var opened = Case.Of(World.Return() with { ReceivedAt = friday }, at: World.Nine);
        Assert.Equal((friday, friday), (opened.Ticket.CreatedAt, opened.Ticket.Steps.Single().OpenedAt));
        Assert.Equal(Times.China("2026-02-28 10:00"), opened.Ticket.NearestDue!.DueAt);
    }

    [Fact]
    public void A_ticket_cannot_come_in_tomorrow() =>
        Assert.Equal(World.Nine, Case.Of(World.Return() with { ReceivedAt = World.Nine.AddDays(1) }).Ticket.CreatedAt);

    [Fact]
    public void Fields_that_came_in_are_kept_once()
    {
        var ticket = Case.Of(World.Return() with { Data = Case.Data(("data.reason", "defect")) }).Ticket;
        Assert.Equal(FieldValue.Of("defect"), ticket.Data.Get("data.reason"));
        Assert.Equal(0, ticket.Facts!.Data.Count);
    }

    [Fact]
    public void An_open_ticket_is_not_opened_again() =>
        Assert.Equal(RejectionCode.TicketExists, Case.Of(World.Return()).Refusal(World.Return(), World.Nine));

    [Fact]
    public void A_kind_that_nobody_published_is_refused_by_its_path()
    {
        var rejection = TicketDecisions.Decide(Ticket.Initial("t1"), World.Return() with { Kind = "poem" }, World.Rules, World.Nine).Rejection!;
        Assert.Equal((RejectionCode.CaseTypeUnknown, "$.kind"), (rejection.Code, rejection.Path));
    }

    [Fact]
    public void Without_routing_rules_nothing_comes_in()
    {
        var unrouted = ShippedCaseTypes.All.Aggregate(
            ConfigurationSnapshot.Of(CaseTypes.Kind, RoutingRulesKind.Instance, CalendarKind.Instance, SlaPolicyKind.Instance).WithTeams(World.Teams),
            (snapshot, document) => snapshot.With(document));
        Assert.Equal(RejectionCode.RoutingMissing,
            TicketDecisions.Decide(Ticket.Initial("t1"), World.Return(), new(unrouted), World.Nine).Rejection?.Code);
    }
}
