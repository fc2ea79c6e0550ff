using Dispatch.Customers;
using Dispatch.Tickets;

namespace Dispatch.Silo.Consistency.Checks;

/// <summary>A customer's open cases are the open tickets of that customer.</summary>
public sealed class CustomerCheck : Check
{
    private readonly Dictionary<string, HashSet<string>> byCustomer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byTicket = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override string Name => "customers";

    /// <inheritdoc />
    public override void See(SeenEntity entity)
    {
        if (entity.State is Customer customer)
            byCustomer.Add(customer.Id, [.. customer.Open.Select(open => open.Ticket)]);
        if (entity.State is Ticket { IsOpen: true, Facts.Customer: { } of } ticket)
            byTicket.Add(ticket.Id, of);
    }

    /// <inheritdoc />
    public override void Conclude()
    {
        foreach (var (ticket, customer) in byTicket)
        {
            var open = byCustomer.GetValueOrDefault(customer);
            // Of a customer with very many open tickets only the newest are kept.
            if (open is null || (!open.Contains(ticket) && open.Count < Customer.MostOpen))
                Unsettled($"ticket/{ticket}", "customer-unaware", ("customer", customer));
        }
        foreach (var (customer, open) in byCustomer)
            foreach (var ticket in open)
                if (byTicket.GetValueOrDefault(ticket) != customer)
                    Unsettled($"customer/{customer}", "customer-miscounts", ("ticket", ticket));
    }
}
