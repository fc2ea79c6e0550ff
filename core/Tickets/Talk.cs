using Dispatch.Flows;

namespace Dispatch.Tickets;

/// <summary>Messages between customer and company, and news from outside.</summary>
internal static class Talk
{
    public static Decision Decide(TicketTurn turn, Reply c)
    {
        if (turn.Ticket.Status is TicketStatus.Cancelled or TicketStatus.Merged)
            return TicketDecisions.NotOpen(turn.Ticket);
        return (c.FromCustomer ? Received(turn, c) : Sent(turn, c)).Accept();
    }

    /// <summary>News from outside completes what waits for it; where nothing does, it is kept in the history only.</summary>
    public static Decision Decide(TicketTurn turn, SignalTicket c)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        turn.Note(new SignalReceived(c.Event, turn.Now));
        return turn.Advance(FlowEngine.Signal(turn.Flow, turn.Ticket.Flow, new WaitForEvent(c.Event), new TicketFieldSource(turn.Ticket))).Accept();
    }

    private static TicketTurn Sent(TicketTurn turn, Reply c)
    {
        turn.Note(new ReplySent(c.Text, c.Files, turn.Now));
        if (turn.Ticket.IsOpen)
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
        if (turn.Ticket.IsOpen)
            Clocks.React(turn, new Sla.CustomerWrote());
        if (turn.Ticket.Flow.Phase is FlowPhase.Running)
            turn.Advance(FlowEngine.Signal(turn.Flow, turn.Ticket.Flow, new WaitForCustomer(), new TicketFieldSource(turn.Ticket)));
        return turn;
    }
}
