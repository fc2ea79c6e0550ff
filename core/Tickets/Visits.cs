namespace Dispatch.Tickets;

/// <summary>Visits on site: seeking, booking, and what the engineer does.</summary>
public static class Visits
{
    /// <summary>Why a visit cannot be given another appointment any more; null when it can.</summary>
    public static Rejection? WhyNotAppointed(Ticket ticket, string workOrder) =>
        !ticket.IsOpen ? TicketDecisions.NotOpen(ticket).Rejection
        : ticket.WorkOrderOf(workOrder) is not { } order ? Rejection.Of(RejectionCode.WorkOrderUnknown, ("workOrder", workOrder)).At("$.workOrder")
        : order.State >= WorkOrderState.Departed ? Wrong(order).Rejection
        : null;

    /// <summary>Seeks anew by hand: the present booking is given up.</summary>
    internal static Decision Decide(TicketTurn turn, BookVisit c) => With(turn, c.WorkOrder, null, order => order.State switch
    {
        WorkOrderState.Seeking or WorkOrderState.Unassigned or WorkOrderState.Booked or WorkOrderState.Accepted =>
            turn.Note(new VisitGivenUp(order.Id, VisitGivenUp.Rebooked, null, c.Engineer, turn.Now)).Accept(),
        _ => Wrong(order),
    });

    /// <summary>Moves a promise: what was booked is given back once the new place is held.</summary>
    internal static Decision Decide(TicketTurn turn, MoveVisit c) => With(turn, c.WorkOrder, null, order =>
    {
        if (order is not { State: WorkOrderState.Booked or WorkOrderState.Accepted, Booking: { } booking })
            return Wrong(order);
        if (booking.Engineer == c.Engineer && booking.Start == c.Start)
            return Decision.Accept();
        if (order.Window is { } window && (c.Start < window.From || c.Start > window.Until))
            return Decision.Reject(Rejection.Of(RejectionCode.VisitOutsideWindow, ("from", window.From.ToText()), ("until", window.Until.ToText())).At("$.start"));
        var moved = booking with
        {
            Attempt = order.Attempt + 1, Engineer = c.Engineer, Date = c.Date, Start = c.Start, End = c.Start + TimeSpan.FromMinutes(order.Minutes), AcceptBy = c.AcceptBy,
        };
        return turn.Note(new VisitMoved(order.Id, moved, turn.Now) { Pinned = c.Pinned }).Accept();
    });

    internal static Decision Decide(TicketTurn turn, PinVisit c) => With(turn, c.WorkOrder, null, order => order switch
    {
        { State: not (WorkOrderState.Booked or WorkOrderState.Accepted) } => Wrong(order),
        { Pinned: var pinned } when pinned == c.Pinned => Decision.Accept(),
        _ => turn.Note(new VisitPinned(order.Id, c.Pinned, turn.Now)).Accept(),
    });

    /// <summary>The window holds at once, and what is booked outside of it is replaced by what is held inside.</summary>
    internal static Decision Decide(TicketTurn turn, ChooseAppointment c)
    {
        if (WhyNotAppointed(turn.Ticket, c.WorkOrder) is { } refusal)
            return Decision.Reject(refusal);
        var order = turn.Ticket.WorkOrderOf(c.WorkOrder)!;
        var kept = order.BeginsInside(c.Window);
        if (kept && order.Window == c.Window)
            return Decision.Accept();
        turn.Note(new AppointmentChosen(order.Id, c.Window, kept ? order.Attempt : order.Attempt + 1, turn.Now));
        if (!kept && c.Booking is { } booking)
            turn.Note(order.Booking is null ? new VisitBooked(order.Id, booking, turn.Now) : new VisitMoved(order.Id, booking, turn.Now));
        return turn.Accept();
    }

    internal static Decision Decide(TicketTurn turn, AcceptVisit c) => With(turn, c.WorkOrder, c.Engineer, order => order.State switch
    {
        WorkOrderState.Booked => turn.Note(new VisitAccepted(order.Id, turn.Now)).Accept(),
        WorkOrderState.Accepted => Decision.Accept(),
        _ => Wrong(order),
    });

    internal static Decision Decide(TicketTurn turn, DeclineVisit c) => With(turn, c.WorkOrder, c.Engineer, order => order.State switch
    {
        WorkOrderState.Booked or WorkOrderState.Accepted =>
            turn.Note(new VisitGivenUp(order.Id, VisitGivenUp.Declined, c.Reason, null, turn.Now)).Accept(),
        _ => Wrong(order),
    });

    internal static Decision Decide(TicketTurn turn, Depart c) => With(turn, c.WorkOrder, c.Engineer, order => order.State switch
    {
        WorkOrderState.Accepted => Told(turn.Note(new EngineerDeparted(order.Id, turn.Now)), new Sla.Departed(order.Id)),
        WorkOrderState.Departed => Decision.Accept(),
        _ => Wrong(order),
    });

    internal static Decision Decide(TicketTurn turn, Arrive c) => With(turn, c.WorkOrder, c.Engineer, order => order.State switch
    {
        WorkOrderState.Accepted or WorkOrderState.Departed => Told(turn.Note(new EngineerArrived(order.Id, turn.Now)), new Sla.Arrived(order.Id)),
        WorkOrderState.Arrived => Decision.Accept(),
        _ => Wrong(order),
    });

    internal static Decision Decide(TicketTurn turn, CompleteVisit c) => With(turn, c.WorkOrder, c.Engineer, order =>
    {
        if (order.State is not WorkOrderState.Arrived)
            return Wrong(order);
        turn.Note(new VisitCompleted(order.Id, c.Notes, c.UsedParts, turn.Now));
        Clocks.React(turn, new Sla.VisitDone(order.Id));
        return Desk.Finish(turn, turn.Ticket.StepOf(order.Step)!, new(order.Step, c.Outcome, c.Notes) { Data = c.Data });
    });

    /// <summary>The engineer's day no longer holds the booking.</summary>
    internal static Decision Decide(TicketTurn turn, LoseVisit c) =>
        turn.Ticket.WorkOrderOf(c.WorkOrder) is { State: WorkOrderState.Booked or WorkOrderState.Accepted } order && order.Booking?.Attempt == c.Attempt
            ? turn.Note(new VisitGivenUp(order.Id, VisitGivenUp.Lost, null, null, turn.Now)).Accept()
            : Decision.Accept();

    /// <summary>Holds are in place: the promise is made.</summary>
    internal static Decision Decide(TicketTurn turn, RecordBooking c) =>
        turn.Ticket.IsOpen && turn.Ticket.WorkOrderOf(c.WorkOrder) is { State: WorkOrderState.Seeking } order && order.Attempt == c.Booking.Attempt
            ? turn.Note(new VisitBooked(order.Id, c.Booking, turn.Now)).Accept()
            : Decision.Reject(RejectionCode.WorkOrderInState, ("workOrder", c.WorkOrder), ("state", "seeking"));

    internal static Decision Decide(TicketTurn turn, RecordMisfits c) =>
        turn.Ticket.WorkOrderOf(c.WorkOrder) is { State: WorkOrderState.Seeking } order && order.Attempt == c.Attempt
            ? turn.Note(new VisitUnassigned(order.Id, c.Attempt, c.Misfits, turn.Now)).Accept()
            : Decision.Accept();

    /// <summary>Something changed that may let somebody fit.</summary>
    internal static Decision Decide(TicketTurn turn, RetryBooking c) =>
        turn.Ticket.WorkOrderOf(c.WorkOrder) is { State: WorkOrderState.Unassigned } order
            ? turn.Note(new VisitSought(order.Id, turn.Now)).Accept()
            : Decision.Accept();

    /// <summary>An offer without answer goes to the next best; a visit that nobody fits is tried again now and then.</summary>
    internal static void Wake(TicketTurn turn)
    {
        foreach (var order in turn.Ticket.IsOpen ? turn.Ticket.WorkOrders.Where(order => order.NextWake <= turn.Now).ToList() : [])
            turn.Note(order.State is WorkOrderState.Booked
                ? new VisitGivenUp(order.Id, VisitGivenUp.NoAnswer, null, null, turn.Now)
                : new VisitSought(order.Id, turn.Now));
    }

    private static Decision Told(TicketTurn turn, Sla.SlaFact fact)
    {
        Clocks.React(turn, fact);
        return turn.Accept();
    }

    private static Decision With(TicketTurn turn, string id, string? engineer, Func<WorkOrder, Decision> decide)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        if (turn.Ticket.WorkOrderOf(id) is not { } order)
            return Decision.Reject(Rejection.Of(RejectionCode.WorkOrderUnknown, ("workOrder", id)).At("$.workOrder"));
        // Where nobody is booked the visit is nobody's: its state says why the command comes too early.
        return engineer is not null && order.Booking is { } booking && booking.Engineer != engineer
            ? Decision.Reject(RejectionCode.WorkOrderNotYours, ("workOrder", id))
            : decide(order);
    }

    private static Decision Wrong(WorkOrder order) => Decision.Reject(
        RejectionCode.WorkOrderInState, ("workOrder", order.Id), ("state", TicketFieldSource.CamelCase(order.State)));
}
