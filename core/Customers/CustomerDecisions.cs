namespace Dispatch.Customers;

/// <summary>What a customer entity decides.</summary>
public static class CustomerDecisions
{
    /// <summary>How close in time two tickets must be to look like one.</summary>
    public static readonly TimeSpan DuplicateWithin = TimeSpan.FromHours(24);

    /// <summary>Says who the customer is and how they are treated.</summary>
    public static Decision Register(Customer customer, string org, string tier, ContentRef? card) =>
        (customer.Org, customer.Tier) == (org, tier) && (card is null || card == customer.Card)
            ? Decision.Accept()
            : Decision.Accept(new CustomerRegistered(org, tier, card));

    /// <summary>A ticket came in. News that comes twice changes nothing.</summary>
    public static Decision Open(Customer customer, string org, OpenCase @case)
    {
        if (customer.Open.Any(open => open.Ticket == @case.Ticket))
            return Decision.Accept();
        var opened = new CaseOpened(org, @case);
        var earlier = @case.OrderNumber is null ? null : customer.Open.FirstOrDefault(open => LooksLike(open, @case));
        return earlier is null
            ? Decision.Accept(opened)
            : Decision.Accept(opened, new DuplicateSuspected(new(@case.Ticket, earlier.Ticket)));
    }

    /// <summary>A ticket is over.</summary>
    public static Decision End(Customer customer, string ticket) =>
        customer.Open.Any(open => open.Ticket == ticket) || customer.Suspected.Any(suspected => suspected.Ticket == ticket)
            ? Decision.Accept(new CaseEnded(ticket))
            : Decision.Accept();

    private static bool LooksLike(OpenCase earlier, OpenCase later) =>
        earlier.Kind == later.Kind && earlier.OrderNumber == later.OrderNumber && (later.OpenedAt - earlier.OpenedAt).Duration() <= DuplicateWithin;
}
