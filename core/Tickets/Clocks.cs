using System.Collections.Immutable;
using Dispatch.Flows;
using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>The ticket's side of its SLA clocks: tells them facts, takes what they say into the ticket, and does what escalations ask.</summary>
internal static class Clocks
{
    public static void Open(TicketTurn turn) => Take(turn,
        SlaDecisions.Open(turn.Rules.Sla, new TicketFieldSource(turn.Ticket), Situation(turn.Ticket), turn.Ticket.CreatedAt));

    public static void React(TicketTurn turn, SlaFact fact) => Take(turn,
        SlaDecisions.React(turn.Ticket.Sla, fact, Situation(turn.Ticket), turn.Rules.Sla, turn.Now));

    public static void Wake(TicketTurn turn)
    {
        if (turn.Ticket.IsOpen)
            Take(turn, SlaDecisions.Wake(turn.Ticket.Sla, turn.Rules.Sla, turn.Now));
    }

    /// <summary>Clocks of steps that people work on follow the flow; a wait is no promise.</summary>
    public static void Steps(TicketTurn turn, IEnumerable<FlowHappening> happenings)
    {
        if (turn.Ticket.Sla.Policy is null)
            return;
        foreach (var happening in happenings)
        {
            SlaFact? fact = happening switch
            {
                Flows.StepOpened opened when turn.Flow[opened.Step] is WorkStep work => new Sla.StepOpened(opened.Instance, opened.Step, work.Limit),
                Flows.StepCompleted done => new StepDone(done.Instance),
                Flows.StepWithdrawn gone => new Sla.StepWithdrawn(gone.Instance),
                _ => null,
            };
            if (fact is not null)
                React(turn, fact);
        }
    }

    /// <summary>When a step's limit passes: its working minutes count on the calendar of the ticket's policy, all minutes where there is none.</summary>
    public static DateTimeOffset? LimitOf(TicketTurn turn, TimeLimit? limit) =>
        limit is null ? null : SlaDecisions.LimitPassesAt(turn.Ticket.Sla, limit, turn.Rules.Sla, turn.Now);

    private static SlaSituation Situation(Ticket ticket) =>
        new(ticket.Priority, ticket.Status is TicketStatus.Pending ? ticket.HeldFor : null);

    private static void Take(TicketTurn turn, IReadOnlyList<SlaHappening> happenings)
    {
        var moved = ImmutableArray.CreateBuilder<SlaHappening>();
        var actions = new List<EscalationAction>();
        foreach (var happening in happenings)
        {
            if (Milestone(happening) is not { } milestone)
            {
                moved.Add(happening);
                continue;
            }
            Flush();
            turn.Note(milestone);
            if (happening is EscalationReached level)
                actions.AddRange(level.Actions);
        }
        Flush();
        if (actions.OfType<RaisePriorityAction>().Any() && turn.Ticket.IsOpen && turn.Ticket.Priority < Priority.Urgent)
            Lifecycle.SetPriority(turn, turn.Ticket.Priority + 1, reason: null);

        void Flush()
        {
            if (moved.Count > 0)
                turn.Note(new SlaMoved(moved.ToImmutable(), turn.Now));
            moved.Clear();
        }
    }

    private static TicketEvent? Milestone(SlaHappening happening) => happening switch
    {
        WarningReached e => new SlaWarned(e, e.DueAt, e.SeenAt),
        TargetBreached e => new SlaBreached(e, e.DueAt, e.SeenAt),
        EscalationReached e => new SlaEscalated(e, e.DueAt, e.SeenAt),
        _ => null,
    };
}
