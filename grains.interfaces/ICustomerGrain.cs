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

    /// <summary>Gives the customer another tier; open tickets ask again which policy is for them.</summary>
    /// <param name="org">Org path under which a customer is noted who was never registered.</param>
    Task<Outcome> ChangeTier(string org, string tier, Origin origin);

    /// <summary>Notes that the texts about the customer and of all the customer's tickets were erased.</summary>
    Task<Outcome> NoteErased(string org, int tickets, int texts, Origin origin);

    /// <summary>The customer as it stands; null when nothing is known.</summary>
    Task<Snapshot<Customer>?> Describe();
}
