using Dispatch.Fields;
using Dispatch.Flows;

namespace Dispatch.Tickets;

/// <summary>Work at the desk: who has which step, and finishing it.</summary>
internal static class Desk
{
    public static Decision Decide(TicketTurn turn, AcceptAssignment c)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        if (turn.Ticket.StepOf(c.Step) is not { IsOpen: true } step)
            return UnknownStep(c.Step);
        if (step.Team != c.Team)
            return Decision.Reject(RejectionCode.TicketStepOfOtherTeam, ("step", c.Step), ("team", step.Team));
        // The team decides who has a step: its later word replaces an earlier one, and one that was overtaken on its way says nothing.
        if (step.Assignee == c.Person || c.TeamVersion < step.TeamVersion)
            return Decision.Accept();
        return Assigned(turn, new(c.Step, c.Team, c.Person, step.Assignee, turn.Now) { TeamVersion = c.TeamVersion });
    }

    /// <summary>By hand; the team has agreed before.</summary>
    public static Decision Decide(TicketTurn turn, AssignStep c) => With(turn, c.Step, step =>
        step.Assignee == c.Person
            ? Decision.Accept()
            : Assigned(turn, new(step.Instance, step.Team!, c.Person, step.Assignee, turn.Now)));

    public static Decision Decide(TicketTurn turn, TransferStep c)
    {
        if (!turn.Configuration.Teams.Contains(c.Team))
            return Decision.Reject(Rejection.Of(RejectionCode.TeamUnknown, ("team", c.Team)).At("$.team"));
        return With(turn, c.Step, step => step.Team == c.Team
            ? Decision.Accept()
            : Transferred(turn, new(step.Instance, step.Team!, c.Team, c.Reason, turn.Now)));
    }

    public static Decision Decide(TicketTurn turn, CompleteStep c) => With(turn, c.Step, step => Finish(turn, step, c));

    /// <summary>Noted once for each level that called.</summary>
    public static Decision Decide(TicketTurn turn, AwaitLead c) => turn.Ticket is { IsOpen: true } ticket && ticket.LeadCalled == c.Level && ticket.LeadAwaited != c.Level
        ? turn.Note(new LeadAwaited(c.Level, c.Team, turn.Now)).Accept()
        : Decision.Accept();

    /// <summary>The step meant by a command: the one named, or the only open one.</summary>
    public static (TicketStep? Step, Rejection? Rejection) Find(Ticket ticket, string? instance)
    {
        var open = ticket.Steps.Where(step => step.IsOpen && step.Kind is StepKind.Team && (instance is null || step.Instance == instance)).Take(2).ToList();
        return open.Count switch
        {
            1 => (open[0], null),
            0 => (null, UnknownStep(instance ?? "").Rejection),
            _ => (null, Rejection.Of(RejectionCode.TicketStepAmbiguous,
                ("steps", string.Join(", ", ticket.Steps.Where(step => step.IsOpen && step.Kind is StepKind.Team).Select(step => step.Instance)))).At("$.step")),
        };
    }

    /// <summary>Limits of steps that have passed lead on, or leave the step overdue.</summary>
    public static void PassLimits(TicketTurn turn)
    {
        foreach (var late in turn.Ticket.Steps.Where(step => step.IsOpen && !step.Overdue && step.DueAt < turn.Now).OrderBy(step => step.DueAt).ToList())
            if (turn.Ticket.IsOpen && turn.Ticket.StepOf(late.Instance)!.IsOpen)
                turn.Advance(FlowEngine.PassLimit(turn.Flow, turn.Ticket.Flow, late.Instance, new TicketFieldSource(turn.Ticket)));
    }

    /// <summary>Finishes a step of desk or site and moves the flow on.</summary>
    public static Decision Finish(TicketTurn turn, TicketStep step, CompleteStep c)
    {
        if (step.IsTask)
            return turn.Note(new TaskEnded(step.Instance, Done: true, c.Note, turn.Now)).Accept();
        // The form counts before branches are chosen, but nothing of a refused completion may stay.
        var filled = turn.Ticket with { Data = turn.Ticket.Data.With(c.Data) };
        if (FieldData.SizeOf(filled.Data) > FieldData.MaxKeptSize)
            return Decision.Reject(Rejection.Of(RejectionCode.FieldValueTooLong, ("max", FieldData.MaxKeptSize)).At("$.data"));
        var advance = FlowEngine.Complete(turn.Flow, filled.Flow, step.Instance, c.Outcome, new TicketFieldSource(filled));
        return advance.Rejection is { } rejection
            ? Decision.Reject(rejection)
            : turn.Note(new StepFinished(step.Instance, c.Outcome, c.Note, c.Data, turn.Now)).Advance(advance).Accept();
    }

    private static Decision With(TicketTurn turn, string? instance, Func<TicketStep, Decision> decide)
    {
        if (!turn.Ticket.IsOpen)
            return TicketDecisions.NotOpen(turn.Ticket);
        var (step, rejection) = Find(turn.Ticket, instance);
        return step is null ? Decision.Reject(rejection!) : decide(step);
    }

    private static Decision Assigned(TicketTurn turn, StepAssigned assigned)
    {
        turn.Note(assigned);
        Clocks.React(turn, new Sla.Assigned());
        return turn.Accept();
    }

    private static Decision Transferred(TicketTurn turn, StepTransferred transferred)
    {
        turn.Note(transferred);
        Clocks.React(turn, new Sla.Moved());
        return turn.Accept();
    }

    private static Decision UnknownStep(string step) =>
        Decision.Reject(Rejection.Of(RejectionCode.TicketStepUnknown, ("step", step)).At("$.step"));
}
