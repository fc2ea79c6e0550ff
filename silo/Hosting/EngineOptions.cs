using Dispatch.Silo.Clock;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Webhooks;

namespace Dispatch.Silo.Hosting;

/// <summary>How a process takes part in running grains.</summary>
/// <param name="Journal">Where the journal is.</param>
public sealed record EngineOptions(JournalOptions Journal)
{
    /// <summary>Its part in a cluster.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>The clock of the engine's own timers, which only batch and tidy; null takes the host's <see cref="TimeProvider"/>.</summary>
    public TimeProvider? MachineTime { get; init; }

    /// <summary>Where this process can be asked for its health; empty when nowhere.</summary>
    public string Address { get; init; } = "";

    /// <summary>How the clock reads ahead.</summary>
    public ClockOptions Clock { get; init; } = new();

    /// <summary>What it needs to call other systems.</summary>
    public WebhookSettings Webhooks { get; init; } = new();
}
