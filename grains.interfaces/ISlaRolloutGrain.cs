using Dispatch.Configuration;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One rollout, keyed <c>sla-rollout/{kind}-{id}-{version}</c>: it brings a published policy or calendar to the tickets that are open.</summary>
public interface ISlaRolloutGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Begins; what follows happens by itself. Beginning again changes nothing.</summary>
    Task<Outcome> Begin(DocumentRef document);
}
