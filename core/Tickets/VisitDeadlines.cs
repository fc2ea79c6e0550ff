using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>Which of a ticket's deadlines hang on a visit.</summary>
public static class VisitDeadlines
{
    /// <summary>The instant by which a visit has to be over for every deadline that hangs on it to be kept, breached ones included; null when none does.</summary>
    public static DateTimeOffset? DueOf(this Ticket ticket, WorkOrder order) =>
        ticket.IsOpen ? ticket.Sla.Clocks.Where(clock => clock.IsOpen).Min(clock => OverBy(clock, order)) : null;

    private static DateTimeOffset? OverBy(SlaClock clock, WorkOrder order) => clock.Metric switch
    {
        // Whoever is there in time may work for as long as it takes.
        SlaMetric.Arrival when clock.Subject == order.Id => clock.DueAt?.AddMinutes(order.Minutes),
        SlaMetric.Step when clock.Step == order.Step => clock.DueAt,
        SlaMetric.Resolution or SlaMetric.TotalResolution or SlaMetric.AgentWork or SlaMetric.RequesterWait => clock.DueAt,
        // A word to the customer, another step, a team or a supplier keeps the others, whenever somebody comes.
        _ => null,
    };
}
