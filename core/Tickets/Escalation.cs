using Dispatch.Flows;
using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>What an escalation level does to the ticket itself. Telling people and other systems follows the commit.</summary>
internal static class Escalation
{
    private const int MostTasks = 3;

    public static void Do(TicketTurn turn, EscalationAction action)
    {
        switch (action)
        {
            case RaisePriorityAction when turn.Ticket.Priority < Priority.Urgent:
                Lifecycle.SetPriority(turn, turn.Ticket.Priority + 1, reason: null);
                break;
            case ReassignAction reassign:
                Reassign(turn, reassign.Team);
                break;
            case AddWatcherAction watcher:
                Watching.Add(turn, watcher.Person);
                break;
            // A chain that fires again and again on a ticket nobody touches must not fill queues.
            case StartTaskAction task when turn.Ticket.Steps.Count(step => step is { IsTask: true, IsOpen: true }) < MostTasks:
                turn.Note(new TaskStarted($"t{turn.Ticket.TasksStarted + 1}", task.Name, task.Team ?? turn.Ticket.Team!, turn.Now));
                break;
        }
    }

    private static void Reassign(TicketTurn turn, string team)
    {
        foreach (var step in turn.Ticket.Steps.Where(step => step is { IsOpen: true, Kind: StepKind.Team } && step.Team == turn.Ticket.Team && step.Team != team).ToList())
            turn.Note(new StepTransferred(step.Instance, step.Team!, team, Reason: null, turn.Now));
        Clocks.React(turn, new Moved());
    }
}
