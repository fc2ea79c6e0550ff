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
    public Task CaseOpened(string org, OpenCase @case) => Commit(CustomerDecisions.Open(State, org, @case), Origin.System);

    /// <inheritdoc />
    public Task CaseEnded(string ticket) => Commit(CustomerDecisions.End(State, ticket), Origin.System);

    /// <inheritdoc />
    public Task<Snapshot<Customer>?> Describe() => Task.FromResult(Version is 0 ? null : new Snapshot<Customer>(State, Version));

    /// <inheritdoc />
    protected override IEnumerable<Reaction> Pending(Customer customer) =>
        from suspected in customer.Suspected
        select new Reaction($"duplicate/{suspected.Ticket}", () =>
            GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{suspected.Ticket}").Handle(new FlagDuplicate(suspected.Of), Origin.System, []));
}
