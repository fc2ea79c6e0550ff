using Dispatch.Customers;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="Customer"/>.</summary>
public sealed class CustomerGrain(EntityContext context) : EntityGrain<Customer, CustomerEvent>(context), ICustomerGrain
{
    /// <inheritdoc />
    public Task<Outcome> Register(string org, string tier, Content? card, Origin origin) => Commit(
        CustomerDecisions.Register(State, org, tier, card is null ? null : ContentRef.To(card.Id, card.Text)),
        origin, commit => commit with { Content = card is null ? [] : [card] });

    /// <inheritdoc />
    public async Task CaseChanged(string ticket)
    {
        if (await TicketOf(ticket).Describe() is not { State: { Facts: { } facts } told })
            return;
        await Commit(
            told.IsOpen
                ? CustomerDecisions.Open(State, facts.Org, new(ticket, facts.Kind, facts.OrderNumber, told.CreatedAt))
                : CustomerDecisions.End(State, ticket),
            Origin.System);
    }

    /// <inheritdoc />
    public Task<Snapshot<Customer>?> Describe() => Task.FromResult(Version is 0 ? null : new Snapshot<Customer>(State, Version));

    /// <inheritdoc />
    protected override IEnumerable<Reaction> Pending(Customer customer) =>
        from suspected in customer.Suspected
        select new Reaction($"duplicate/{suspected.Ticket}", () => TicketOf(suspected.Ticket).Handle(new FlagDuplicate(suspected.Of), Origin.System, []));

    private ITicketGrain TicketOf(string ticket) => GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}");
}
