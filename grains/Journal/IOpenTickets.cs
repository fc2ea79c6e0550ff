using Dispatch.Sla;

namespace Dispatch.Grains.Journal;

/// <summary>Which tickets are open, as the ticket rows say.</summary>
public interface IOpenTickets
{
    /// <summary>Bare ids of a customer's open tickets.</summary>
    Task<IReadOnlyList<string>> Of(string customer, CancellationToken cancellationToken = default);

    /// <summary>How many there are.</summary>
    Task<int> Count(CancellationToken cancellationToken = default);

    /// <summary>Open tickets after a place, in the order in which they came in; null is before the first.</summary>
    Task<IReadOnlyList<RolloutPlace>> After(RolloutPlace? place, int limit, CancellationToken cancellationToken = default);

    /// <summary>The open tickets that came in last, latest first.</summary>
    Task<IReadOnlyList<RolloutPlace>> Newest(int limit, CancellationToken cancellationToken = default);
}
