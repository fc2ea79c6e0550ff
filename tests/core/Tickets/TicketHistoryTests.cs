using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Routing;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class TicketHistoryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero); // 09:00 in Shanghai: the office opens
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TicketRules Rules = new(Configuration());

    [Fact]
    public void A_case_resolved_at_its_deadline_is_met_and_one_resolved_a_millisecond_later_is_breached()
    {
        var due = Resolution(Retell(null)).DueAt!.Value;

        Assert.Equal(SlaClockState.Met, Resolution(Retell(Closed(due))).State);
        Assert.Equal(SlaClockState.Missed, Resolution(Retell(Closed(due.AddMilliseconds(1)))).State);
    }

    [Fact]
    public void A_breach_happened_at_its_instant_however_late_the_case_is_retold()
    {
        var told = Retell(Closed(Monday.AddDays(30)));

        var breach = told.Events.Single(past => past.Event is SlaBreached);
        Assert.Equal(Resolution(told).BreachedAt!.Value.AddMilliseconds(1), breach.At);
        Assert.Equal(TicketStatus.Closed, told.Ticket.Status);
        Assert.Equal(Monday.AddDays(30), told.Ticket.ClosedAt);
    }

    [Fact]
    public void Events_are_in_the_order_of_their_instants_and_fold_to_the_ticket()
    {
        var told = Retell(Closed(Monday.AddDays(30)));

        Assert.Equal(told.Events.Select(past => past.At).Order(), told.Events.Select(past => past.At));
        var folded = told.Events.Aggregate(Ticket.Initial("t1"), (ticket, past) => ticket.Apply(past.Event));
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(told.Ticket, DispatchJson.Stored), System.Text.Json.JsonSerializer.Serialize(folded, DispatchJson.Stored));
    }

    [Fact]
    public void Nothing_waits_and_nothing_is_judged_that_the_source_does_not_tell()
    {
        var told = Retell(null);

        Assert.DoesNotContain(told.Ticket.Steps, step => step.IsOpen);
        Assert.All(told.Ticket.Sla.Clocks.Where(clock => clock.Metric is not SlaMetric.Resolution), clock => Assert.Equal(SlaClockState.Withdrawn, clock.State));
    }

    [Fact]
    public void A_case_open_elsewhere_is_open_here_with_every_breach_and_escalation_until_now()
    {
        var told = Retell(null);

        Assert.True(told.Ticket.IsOpen);
        Assert.NotNull(Resolution(told).BreachedAt);
        Assert.Equal(3, Resolution(told).Level);
        Assert.Null(told.Ticket.NextWake);
    }

    [Fact]
    public void A_case_resolved_elsewhere_closes_by_itself_when_nobody_came_back_to_it()
    {
        var told = Retell(new(TicketStatus.Resolved, "done", Monday.AddHours(2)));

        Assert.Equal(TicketStatus.Closed, told.Ticket.Status);
        Assert.Equal(Monday.AddHours(2) + Ticket.CloseAfter, told.Ticket.ClosedAt);
    }

    [Fact]
    public void A_cancelled_case_kept_no_promise_and_broke_none()
    {
        var told = Retell(new(TicketStatus.Cancelled, "", Monday.AddHours(2)));

        Assert.Equal(TicketStatus.Cancelled, told.Ticket.Status);
        Assert.Equal(SlaClockState.Withdrawn, Resolution(told).State);
    }

    [Fact]
    public void A_case_of_an_unknown_kind_is_refused()
    {
        var told = TicketHistory.Retell("t1", new(Opened() with { Kind = "moon-landing" }, null), Rules, Now);

        Assert.Equal(RejectionCode.CaseTypeUnknown, told.Rejection!.Code);
        Assert.Empty(told.Events);
    }

    private static RetoldTicket Retell(PastEnd? end) => TicketHistory.Retell("t1", new(Opened(), end), Rules, Now);

    private static OpenTicket Opened() => new("D-1", "company", "consultation", "phone") { ReceivedAt = Monday };

    private static PastEnd Closed(DateTimeOffset at) => new(TicketStatus.Closed, "closed", at);

    private static SlaClock Resolution(RetoldTicket told) => told.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.Resolution);

    private static ConfigurationSnapshot Configuration()
    {
        const string routing = """
            { "rules": [{ "id": "rest", "name": { "zh": "其余", "en": "Rest" }, "when": { "all": [] }, "then": { "team": "desk", "skills": [] } }] }
            """;
        var empty = ConfigurationSnapshot.Of(FieldCatalogueKind.Instance, CaseTypes.Kind, RoutingRulesKind.Instance, CalendarKind.Instance, SlaPolicyKind.Instance)
            .WithTeams("desk", "warehouse", "finance");
        return ShippedSla.Documents.Concat(ShippedCaseTypes.All)
            .Append(new(RoutingRulesKind.Instance.Name, RoutingRulesKind.DocumentId, 1, JsonBody.Parse(routing)))
            .Aggregate(empty, (snapshot, document) => snapshot.With(document));
    }
}
