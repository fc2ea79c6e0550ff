namespace Dispatch.Customers;

/// <summary>What a customer entity decides.</summary>
public static class CustomerDecisions
{
    /// <summary>Says who the customer is and how they are treated.</summary>
    public static Decision Register(Customer customer, string org, string tier, ContentRef? card) =>
        (customer.Org, customer.Tier) == (org, tier) && (card is null || card == customer.Card)
            ? Decision.Accept()
            : Decision.Accept(new CustomerRegistered(org, tier, card));

    /// <summary>Gives the customer another tier.</summary>
    /// <param name="org">Org path under which a customer is noted who was never registered.</param>
    public static Decision ChangeTier(Customer customer, string org, string tier, DateTimeOffset now) =>
        customer.Tier == tier ? Decision.Accept()
        : Slug.IsValid(tier) ? Decision.Accept(new CustomerTierChanged(org, tier, now))
        : Decision.Reject(Rejection.Of(RejectionCode.TierInvalid, ("tier", tier)).At("$.tier"));

    /// <summary>Notes that texts were erased. Erasing again when nothing was left says nothing new.</summary>
    public static Decision NoteErased(Customer customer, string org, int tickets, int texts, DateTimeOffset now) =>
        texts is 0 && customer is { ErasedAt: not null, Card: null }
            ? Decision.Accept()
            : Decision.Accept(new CustomerErased(org, tickets, texts, now));
}
