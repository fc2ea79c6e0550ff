namespace Dispatch.Tickets;

/// <summary>What people do about the ticket's SLA clocks.</summary>
internal static class Promises
{
    public static Decision Decide(TicketTurn turn, AcknowledgeEscalation c)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        var escalated = turn.Ticket.Sla.Clocks.Where(clock => clock is { IsOpen: true, Level: > 0 } && (c.Clock is null || clock.Key == c.Clock)).ToList();
        if (escalated.Count is 0)
            return Decision.Reject(Rejection.Of(RejectionCode.NothingEscalated, ("clock", c.Clock ?? "")).At("$.clock"));
        if (escalated.TrueForAll(clock => clock.Acknowledged))
            return Decision.Accept();
        turn.Note(new EscalationTaken(c.Clock, turn.Now));
        Clocks.React(turn, new Sla.Acknowledged(c.Clock));
        return turn.Accept();
    }

    /// <summary>A ticket that has ended keeps what it was promised.</summary>
    public static Decision Decide(TicketTurn turn, ReviewPolicy c)
    {
        if (!turn.Ticket.IsOpen)
            return Decision.Accept();
        if (c.Tier is not null && c.Tier != turn.Ticket.Facts!.CustomerTier)
            turn.Note(new TierChanged(turn.Ticket.Facts.CustomerTier, c.Tier, turn.Now));
        Clocks.React(turn, new Sla.PolicyReviewed());
        return turn.Accept();
    }
}
