using Dispatch.Customers;
using Dispatch.Grains.Journal;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="Customer"/>.</summary>
public sealed class CustomerGrain(EntityContext context) : EntityGrain<Customer, CustomerEvent>(context), ICustomerGrain
{
    /// <inheritdoc />
    public Task<Outcome> Register(string org, string tier, Content? card, Origin origin) => Commit(
        CustomerDecisions.Register(State, org, tier, card is null ? null : ContentRef.To(card.Id, card.Text)),
        origin, commit => commit with { Content = card is null ? [] : [card] });

    /// <inheritdoc />
    public Task<Outcome> NoteErased(string org, int tickets, int texts, Origin origin) =>
        Commit(CustomerDecisions.NoteErased(State, org, tickets, texts, Now), origin);

    /// <inheritdoc />
    public Task<Snapshot<Customer>?> Describe() => Task.FromResult(Version is 0 ? null : new Snapshot<Customer>(State, Version));
}
