using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Orleans;

namespace Dispatch.Silo.Clock;

/// <summary>Which grain interface the clock calls for which kind of entity.</summary>
public sealed class WakeRoutes
{
    private readonly Dictionary<string, Func<IGrainFactory, string, IWakeable>> routes = new(StringComparer.Ordinal);

    /// <summary>Wakes entities of a kind through a grain interface.</summary>
    public WakeRoutes Add<TGrain>(string kind) where TGrain : IGrainWithStringKey, IWakeable
    {
        routes.Add(kind, static (grains, id) => grains.GetGrain<TGrain>(id));
        return this;
    }

    /// <summary>Wakes one entity.</summary>
    /// <exception cref="NotSupportedException">The entity's kind has no route.</exception>
    public Task Wake(IGrainFactory grains, DueEntity due) => routes.TryGetValue(due.Kind, out var route)
        ? route(grains, due.EntityId).Wake()
        : throw new NotSupportedException($"Entities of kind {due.Kind} have no wake route: add one where the grains are registered.");
}
