namespace Dispatch.Customers;

/// <summary>What a customer entity decides.</summary>
public static class CustomerDecisions
{
    /// <summary>Says who the customer is and how they are treated.</summary>
    public static Decision Register(Customer customer, string org, string tier, ContentRef? card) =>
        (customer.Org, customer.Tier) == (org, tier) && (card is null || card == customer.Card)
            ? Decision.Accept()
            : Decision.Accept(new CustomerRegistered(org, tier, card));
}
