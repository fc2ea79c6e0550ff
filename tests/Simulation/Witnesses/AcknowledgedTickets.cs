using Dispatch.Silo.Consistency;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.Witnesses;

/// <summary>No acknowledged ticket is lost and none is there twice: each order has one ticket, the one that every acknowledgement named.</summary>
internal sealed class AcknowledgedTickets(Ledger ledger) : Check
{
    private readonly SortedDictionary<string, List<string>> byOrder = new(StringComparer.Ordinal);

    public override string Name => "acknowledged-tickets";

    public override void See(SeenEntity entity)
    {
        if (entity.State is not Ticket { Facts.OrderNumber: { } order } ticket)
            return;
        if (!byOrder.TryGetValue(order, out var ids))
            byOrder.Add(order, ids = []);
        ids.Add(ticket.Id);
    }

    public override void Conclude()
    {
        foreach (var (order, ids) in byOrder)
            if (ids.Count > 1)
                Broken(order, "ticket-doubled", ("tickets", string.Join(' ', ids)));
        foreach (var (order, acknowledged) in ledger.Tickets)
            foreach (var id in acknowledged)
                if (!byOrder.TryGetValue(order, out var ids) || !ids.Contains(id))
                    Broken(order, "ticket-lost", ("acknowledged", id));
        foreach (var refusal in ledger.Refusals)
            Broken(refusal, "ticket-refused");
    }
}
