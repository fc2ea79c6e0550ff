namespace Dispatch.Tickets;

/// <summary>People who follow a ticket without having it.</summary>
internal static class Watching
{
    private const int Most = 20;

    public static Decision Decide(TicketTurn turn, WatchTicket c)
    {
        if (!turn.Ticket.Watchers.Contains(c.Person, StringComparer.Ordinal) && turn.Ticket.Watchers.Length >= Most)
            return Decision.Reject(RejectionCode.WatchersTooMany, ("limit", Most));
        Add(turn, c.Person);
        return turn.Accept();
    }

    public static Decision Decide(TicketTurn turn, UnwatchTicket c) => turn.Ticket.Watchers.Contains(c.Person, StringComparer.Ordinal)
        ? turn.Note(new WatcherRemoved(c.Person, turn.Now)).Accept()
        : Decision.Accept();

    /// <summary>Lets a person follow the ticket; changes nothing when he does, or when there are too many.</summary>
    public static void Add(TicketTurn turn, string person)
    {
        if (!turn.Ticket.Watchers.Contains(person, StringComparer.Ordinal) && turn.Ticket.Watchers.Length < Most)
            turn.Note(new WatcherAdded(person, turn.Now));
    }
}
