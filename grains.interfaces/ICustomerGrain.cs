using Dispatch.Customers;
using Dispatch.Grains.Journal;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One customer, keyed <c>customer/{id}</c>.</summary>
public interface ICustomerGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Says who the customer is and how they are treated.</summary>
    /// <param name="card">Name and identities; null leaves them as they are.</param>
    Task<Outcome> Register(string org, string tier, Content? card, Origin origin);

    /// <summary>News from a ticket of theirs: it came in, is over, or was taken up again. The ticket is asked which, so that news may come late, twice or out of order.</summary>
    /// <param name="ticket">Bare id.</param>
    Task CaseChanged(string ticket);

    /// <summary>The customer as it stands; null when nothing is known.</summary>
    Task<Snapshot<Customer>?> Describe();
}
