namespace Dispatch.Tickets;

/// <summary>Time goes by. What fell due happens in order and each at its own instant, so that nothing depends on when somebody looked.</summary>
internal static class Passing
{
    /// <summary>Keeps one commit small when a flow that turns in short circles was away for long; the rest is due at once.</summary>
    private const int MostInstants = 200;

    public static TicketTurn CatchUp(TicketTurn turn)
    {
        for (var instants = 0; instants < MostInstants && turn.Ticket.NextWake is { } due && due <= turn.SeenAt; instants++)
        {
            turn.At(due);
            Clocks.Wake(turn);
            Desk.PassLimits(turn);
            Visits.Wake(turn);
            Lifecycle.Wake(turn);
        }
        turn.At(turn.SeenAt);
        return turn;
    }
}
