using Dispatch.Flows;

namespace Dispatch.Tickets;

/// <summary>Messages between customer and company.</summary>
internal static class Talk
{
    public static Decision Decide(TicketTurn turn, Reply c)
    {
        if (turn.Ticket.Status is TicketStatus.Cancelled or TicketStatus.Merged)
            return TicketDecisions.NotOpen(turn.Ticket);
        return (c.FromCustomer ? Received(turn, c) : Sent(turn, c)).Accept();
    }

    private static TicketTurn Sent(TicketTurn turn, Reply c)
    {
        turn.Note(new ReplySent(c.Text, c.Files, turn.Now));
        Clocks.React(turn, new Sla.Responded());
        return turn;
    }

    /// <summary>The customer's word ends a hold, wakes what waits for it, and takes a resolved ticket up again.</summary>
    private static TicketTurn Received(TicketTurn turn, Reply c)
    {
        turn.Note(new ReplyReceived(c.Text, c.Files, turn.Now));
        if (turn.Ticket.Status is TicketStatus.Pending)
            Lifecycle.Resume(turn);
        if (turn.Ticket.Status is TicketStatus.Resolved)
            Lifecycle.Reopen(turn, reason: null);
        if (turn.Ticket.Flow.Phase is FlowPhase.Running)
            turn.Advance(FlowEngine.Signal(turn.Flow, turn.Ticket.Flow, new WaitForCustomer(), new TicketFieldSource(turn.Ticket)));
        return turn;
    }
}
