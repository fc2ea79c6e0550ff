using System.Globalization;

namespace Dispatch.Tickets;

/// <summary>Names of the news that others are to hear of a ticket. The same state gives the same names.</summary>
public static class TicketNews
{
    /// <summary>News that the ticket keeps until it was heard; other news it tells again whenever in doubt.</summary>
    public static IEnumerable<string> Kept(Ticket ticket)
    {
        foreach (var step in ticket.Steps)
            foreach (var former in step.ReleasedFrom)
                yield return Released(step, former);
        foreach (var order in ticket.WorkOrders)
        {
            foreach (var former in order.GivenUp)
                yield return GivenUp(order, former);
            if (!order.IsOpen && !order.Settled)
                yield return Visit(order);
        }
        if (ticket.LeadCalled is { } level)
            yield return Lead(level);
    }

    /// <summary>A step left a team.</summary>
    public static string Released(TicketStep step, FormerTeam former) => Name($"release/{step.Instance}/{former.Team}/{former.Until.ToUnixTimeMilliseconds()}");

    /// <summary>A booking is off.</summary>
    public static string GivenUp(WorkOrder order, Booking former) => Name($"give-up/{order.Id}/{former.Attempt}");

    /// <summary>Where a visit stands.</summary>
    public static string Visit(WorkOrder order) => Name($"visit/{order.Id}/{order.Attempt}/{order.State}");

    /// <summary>The lead is to take over.</summary>
    public static string Lead(int level) => Name($"lead/{level}");

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
