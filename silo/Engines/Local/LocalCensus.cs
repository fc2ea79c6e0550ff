using Dispatch.Grains.Local;
using Dispatch.Silo.Cluster;

namespace Dispatch.Silo.Engines;

/// <summary>All grains and the one clock are in this process.</summary>
internal sealed class LocalCensus(LocalEngine engine, ClusterMembership membership) : IGrainCensus
{
    /// <inheritdoc />
    public async Task<GrainCensus> Take(CancellationToken cancellationToken) =>
        new(await Own(cancellationToken), [new(Share: null, membership.Self.Name)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<GrainCount>> Own(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<GrainCount>>(
        [.. engine.CountActivations().Select(type => new GrainCount(type.Key, membership.Self.Name, type.Value))]);
}
