using System.Collections.Concurrent;
using System.Text.Json;
using Dispatch.Customers;
using Dispatch.Grains.Journal;

namespace Dispatch.Api.Customers;

/// <summary>Tiers of customers, remembered for a moment: intake asks for one with every ticket.</summary>
public sealed class CustomerTiers(IJournal journal, TimeProvider time)
{
    private const int Most = 100_000;

    /// <summary>How long a change of tier may go unnoticed.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (string Tier, long ReadAt)> known = new(StringComparer.Ordinal);
    // The dictionary's own count locks all of it.
    private int kept;

    /// <summary>Asks again next time.</summary>
    public void Forget(string customer) => known.TryRemove(customer, out _);

    /// <summary>The tier of a customer; standard when nothing is known.</summary>
    public async ValueTask<string> Of(string customer, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(customer, out var read) && time.OfMachine().GetElapsedTime(read.ReadAt) < Memory)
            return read.Tier;
        var tier = await journal.Load($"{Customer.Kind}/{customer}", cancellationToken) is { } stored
            ? JsonSerializer.Deserialize<Customer>(stored.State.Span, DispatchJson.Stored)!.Tier
            : Customer.StandardTier;
        if (Interlocked.Increment(ref kept) % Most is 0)
            known.Clear();
        known[customer] = (tier, time.OfMachine().GetTimestamp());
        return tier;
    }
}
