using Dispatch.Flows;
using Dispatch.Routing;

namespace Dispatch.Tickets;

/// <summary>A ticket comes in: opened, routed, its flow entered and its clocks armed, in one decision.</summary>
internal static class Opening
{
    public static Decision Decide(Ticket ticket, OpenTicket c, TicketRules rules, DateTimeOffset now)
    {
        if (ticket.Facts is not null)
            return Decision.Reject(RejectionCode.TicketExists, ("ticket", ticket.Id));
        if (rules.Configuration.Current(CaseTypes.Kind, c.Kind) is not { } caseType)
            return Decision.Reject(Rejection.Of(RejectionCode.CaseTypeUnknown, ("kind", c.Kind)).At("$.kind"));
        if (rules.Configuration.Current(RoutingRulesKind.Instance, RoutingRulesKind.DocumentId) is not { } routing)
            return Decision.Reject(RejectionCode.RoutingMissing);

        var receivedAt = c.ReceivedAt < now ? c.ReceivedAt.Value : now;
        var turn = new TicketTurn(ticket, rules, receivedAt).Note(new TicketOpened(c, caseType.Ref, receivedAt));
        var routed = routing.Value.Route(new TicketFieldSource(turn.Ticket), routing.Ref.Version);
        turn.Note(new TicketRouted(
            routed.Rule, routing.Ref, routed.Team, routed.Priority ?? turn.Ticket.Priority, [.. routed.Skills], [.. routed.Because]));
        Clocks.Open(turn);
        return turn.Advance(FlowEngine.Start(turn.Flow, turn.Ticket.Flow, new TicketFieldSource(turn.Ticket))).Accept();
    }
}
