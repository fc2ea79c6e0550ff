namespace Dispatch.Tickets;

/// <summary>Where a ticket stands.</summary>
public enum TicketStatus
{
    /// <summary>Taken in; nobody works on it yet.</summary>
    New,

    /// <summary>Somebody works on it.</summary>
    Open,

    /// <summary>Held: the customer or somebody else is awaited.</summary>
    Pending,

    /// <summary>The work is done; the customer may still come back.</summary>
    Resolved,

    /// <summary>Done for good.</summary>
    Closed,

    /// <summary>Ended without result.</summary>
    Cancelled,

    /// <summary>Goes on under another ticket.</summary>
    Merged,
}
