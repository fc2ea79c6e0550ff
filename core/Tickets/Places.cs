namespace Dispatch.Tickets;

/// <summary>Where a ticket's visits go, entered or corrected after it came in.</summary>
/// <remarks>
/// <para>A visit that nobody has is sought again at once. What is promised but not begun is given up and sought anew, because the way there was
/// part of the promise; whoever was to go may be asked again. A visit under way goes where it was promised to, so the command is refused.</para>
/// <para>An address alone leaves every promise, whatever the engineer does. The same point again takes the zone that holds it by now.</para>
/// <para>Clocks ask again which policy is for the ticket, and by whose wall clock. Team, priority and skills stay as they were routed.</para>
/// </remarks>
internal static class Places
{
    public static Decision Decide(TicketTurn turn, SetPlace c)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        var facts = turn.Ticket.Facts!;
        // What matters is where it is, not on whose map somebody read it.
        var moves = (c.Place.Longitude, c.Place.Latitude) != (facts.Place?.Longitude, facts.Place?.Latitude);
        var seeks = moves || c.Zone != facts.Zone;
        var zone = c.SiteTimeZone == facts.SiteTimeZone ? null : c.SiteTimeZone;
        if (!seeks && zone is null && c.Address is null)
            return Decision.Accept();
        if (moves && turn.Ticket.WorkOrders.FirstOrDefault(order => order.IsUnderWay) is { } busy)
            return Decision.Reject(RejectionCode.VisitUnderWay, ("workOrder", busy.Id));
        turn.Note(new PlaceSet(c.Place, c.Zone, facts.Zone, c.Address, zone, turn.Now));
        foreach (var order in turn.Ticket.WorkOrders)
        {
            if (seeks && order.IsUnbooked)
                turn.Note(new VisitSought(order.Id, turn.Now));
            else if (moves && order.IsOpen)
                turn.Note(new VisitGivenUp(order.Id, VisitGivenUp.PlaceChanged, null, null, turn.Now));
        }
        if (seeks || zone is not null)
            Clocks.React(turn, new Sla.PolicyReviewed());
        return turn.Accept();
    }
}
