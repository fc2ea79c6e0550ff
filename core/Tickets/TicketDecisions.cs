namespace Dispatch.Tickets;

/// <summary>What a ticket decides. Pure: the same ticket, command, rules and instant give the same events.</summary>
public static class TicketDecisions
{
    /// <summary>Decides a command. What fell due before it happens before it.</summary>
    public static Decision Decide(Ticket ticket, TicketCommand command, TicketRules rules, DateTimeOffset now)
    {
        if (command is OpenTicket open)
            return Opening.Decide(ticket, open, rules, now);
        if (ticket.Facts is null)
            return Decision.Reject(RejectionCode.TicketUnknown, ("ticket", ticket.Id));
        var turn = Passing.CatchUp(new TicketTurn(ticket, rules, now));
        return command switch
        {
            AcceptAssignment c => Desk.Decide(turn, c),
            AssignStep c => Desk.Decide(turn, c),
            TransferStep c => Desk.Decide(turn, c),
            CompleteStep c => Desk.Decide(turn, c),
            Reply c => Talk.Decide(turn, c),
            AddNote c => turn.Note(new NoteAdded(c.Text, now)).Accept(),
            HoldTicket c => Lifecycle.Decide(turn, c),
            ResumeTicket c => Lifecycle.Decide(turn, c),
            ResolveTicket c => Lifecycle.Decide(turn, c),
            ReopenTicket c => Lifecycle.Decide(turn, c),
            CloseTicket c => Lifecycle.Decide(turn, c),
            CancelTicket c => Lifecycle.Decide(turn, c),
            MergeTicket c => Lifecycle.Decide(turn, c),
            AbsorbTicket c => Lifecycle.Decide(turn, c),
            SignalTicket c => Talk.Decide(turn, c),
            ChangePriority c => Lifecycle.Decide(turn, c),
            SetPlace c => Places.Decide(turn, c),
            AwaitLead c => Desk.Decide(turn, c),
            WatchTicket c => Watching.Decide(turn, c),
            UnwatchTicket c => Watching.Decide(turn, c),
            AcknowledgeEscalation c => Promises.Decide(turn, c),
            ReviewPolicy c => Promises.Decide(turn, c),
            BookVisit c => Visits.Decide(turn, c),
            MoveVisit c => Visits.Decide(turn, c),
            ChooseAppointment c => Visits.Decide(turn, c),
            PinVisit c => Visits.Decide(turn, c),
            AcceptVisit c => Visits.Decide(turn, c),
            DeclineVisit c => Visits.Decide(turn, c),
            Depart c => Visits.Decide(turn, c),
            Arrive c => Visits.Decide(turn, c),
            CompleteVisit c => Visits.Decide(turn, c),
            LoseVisit c => Visits.Decide(turn, c),
            RecordBooking c => Visits.Decide(turn, c),
            RecordMisfits c => Visits.Decide(turn, c),
            RetryBooking c => Visits.Decide(turn, c),
            _ => throw new NotSupportedException($"{command.GetType().Name} has no Decide."),
        };
    }

    /// <summary>Decides what time alone changes: clocks, limits of steps, offers without answer, holds and closing.</summary>
    public static Decision Wake(Ticket ticket, TicketRules rules, DateTimeOffset now) =>
        Passing.CatchUp(new(ticket, rules, now)).Accept();

    /// <summary>A decision by hand with the version of the team that has agreed to it.</summary>
    public static Decision Agreed(Decision decision, long teamVersion) => Decision.Accept(
        [.. decision.Events.Select(@event => @event is StepAssigned assigned ? assigned with { TeamVersion = teamVersion } : @event)]);

    /// <summary>The open team step that a command means: the one named, or the only one; null when there is none or several.</summary>
    public static (TicketStep? Step, Rejection? Rejection) OpenStep(Ticket ticket, string? instance) => Desk.Find(ticket, instance);

    internal static Decision NotOpen(Ticket ticket) =>
        Decision.Reject(RejectionCode.TicketNotOpen, ("ticket", ticket.Id), ("status", TicketFieldSource.CamelCase(ticket.Status)));
}
