using Dispatch.Flows;

namespace Dispatch.Tickets;

/// <summary>From hold to close: where a ticket stands as a whole.</summary>
internal static class Lifecycle
{
    public static Decision Decide(TicketTurn turn, HoldTicket c)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        if (turn.Ticket.Status is TicketStatus.Pending)
            return Wrong(turn);
        if (c.Until <= turn.Now)
            return Decision.Reject(Rejection.Of(RejectionCode.HoldUntilPast, ("until", c.Until)).At("$.until"));
        turn.Note(new TicketHeld(c.Reason, c.Note, c.Until, turn.Now));
        Clocks.React(turn, new Sla.Held());
        Clocks.AlignLimits(turn);
        return turn.Accept();
    }

    public static Decision Decide(TicketTurn turn, ResumeTicket _) =>
        turn.Ticket.Status is TicketStatus.Pending ? Resume(turn).Accept() : Wrong(turn);

    public static Decision Decide(TicketTurn turn, ResolveTicket c) =>
        turn.Ticket.IsOpen ? turn.StopFlow().Resolve(c.Resolution, c.Note).Accept() : TicketDecisions.NotOpen(turn.Ticket);

    public static Decision Decide(TicketTurn turn, ReopenTicket c) =>
        turn.Ticket.Status is TicketStatus.Resolved or TicketStatus.Closed ? Reopen(turn, c.Reason).Accept() : Wrong(turn);

    public static Decision Decide(TicketTurn turn, CloseTicket _) =>
        turn.Ticket.Status is TicketStatus.Resolved ? turn.Note(new TicketClosed(turn.Now)).Accept() : Wrong(turn);

    public static Decision Decide(TicketTurn turn, CancelTicket c) =>
        turn.Ticket.IsOpen ? End(turn, new TicketCancelled(c.Reason, turn.Now)) : TicketDecisions.NotOpen(turn.Ticket);

    public static Decision Decide(TicketTurn turn, MergeTicket c)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        return c.Into == turn.Ticket.Id
            ? Decision.Reject(Rejection.Of(RejectionCode.MergeTargetInvalid, ("into", c.Into)).At("$.into"))
            : End(turn, new TicketMerged(c.Into, turn.Now));
    }

    public static Decision Decide(TicketTurn turn, AbsorbTicket c) => turn.Ticket.Absorbed.Contains(c.From)
        ? Decision.Accept()
        : turn.Note(new TicketAbsorbed(c.From, turn.Now)).Accept();

    public static Decision Decide(TicketTurn turn, ChangePriority c)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        if (c.Priority != turn.Ticket.Priority)
            SetPriority(turn, c.Priority, c.Reason);
        return turn.Accept();
    }

    /// <summary>A hold that has lasted long enough ends; a resolved ticket closes when nobody came back to it.</summary>
    public static void Wake(TicketTurn turn)
    {
        if (turn.Ticket.Status is TicketStatus.Pending && turn.Ticket.HeldUntil <= turn.Now)
            Resume(turn);
        if (turn.Ticket.Status is TicketStatus.Resolved && turn.Ticket.ResolvedAt + Ticket.CloseAfter <= turn.Now)
            turn.Note(new TicketClosed(turn.Now));
    }

    public static void SetPriority(TicketTurn turn, Priority priority, ContentRef? reason)
    {
        turn.Note(new PriorityChanged(turn.Ticket.Priority, priority, reason, turn.Now));
        Clocks.React(turn, new Sla.PriorityChanged());
    }

    public static TicketTurn Resume(TicketTurn turn)
    {
        turn.Note(new TicketResumed(turn.Now));
        Clocks.React(turn, new Sla.HoldEnded());
        Clocks.AlignLimits(turn);
        return turn;
    }

    public static TicketTurn Reopen(TicketTurn turn, ContentRef? reason)
    {
        turn.Note(new TicketReopened(reason, turn.Now));
        Clocks.React(turn, new Sla.Reopened());
        return turn.Advance(FlowEngine.Start(turn.Flow, turn.Ticket.Flow, new TicketFieldSource(turn.Ticket)));
    }

    private static Decision End(TicketTurn turn, TicketEvent end)
    {
        turn.StopFlow().Note(end);
        Clocks.React(turn, new Sla.Cancelled());
        return turn.EndTasks().Accept();
    }

    private static Decision Wrong(TicketTurn turn) =>
        Decision.Reject(RejectionCode.TicketInStatus, ("status", TicketFieldSource.CamelCase(turn.Ticket.Status)));
}
