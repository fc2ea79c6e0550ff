using Dispatch.Grains.Journal;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Journal;
using Dispatch.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Dispatch.Tests.Simulation.Faults;

/// <summary>The clock passes over some who are due and believes that it woke them.</summary>
internal static class LostWakes
{
    /// <param name="lost">Whose wake-ups are lost.</param>
    public static WorldOptions In(WorldOptions options, Func<DueEntity, bool> lost) =>
        options with { Services = services => services.AddSingleton(provider => Clock(provider, lost)) };

    private static WakeClock Clock(IServiceProvider provider, Func<DueEntity, bool> lost)
    {
        var (grains, routes) = (provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<WakeRoutes>());
        var clock = new WakeClock(
            provider.GetRequiredService<IJournal>(), due => lost(due) ? Task.CompletedTask : routes.Wake(grains, due),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ClockOptions>(), provider.GetRequiredService<ILogger<WakeClock>>());
        provider.GetRequiredService<CommitObservers>().Add(clock);
        return clock;
    }
}
