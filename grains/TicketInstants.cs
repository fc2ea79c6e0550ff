using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>When a ticket's events happened.</summary>
internal static class TicketInstants
{
    /// <summary>The event's own instant where it has one that somebody may notice later; else that of the decision.</summary>
    public static DateTimeOffset Of(TicketEvent @event, DateTimeOffset decided) => (@event as IDated)?.At ?? decided;
}
