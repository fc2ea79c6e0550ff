using Dispatch.Grains.Journal;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Dispatch.Silo.Engines;

/// <summary>The one clock of a process that has all grains to itself.</summary>
internal static class LocalClock
{
    /// <summary>Adds it, started and stopped with the host. Needs the journal and the grains.</summary>
    public static void AddLocalClock(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var (grains, routes) = (provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<WakeRoutes>());
            var clock = new WakeClock(
                provider.GetRequiredService<IJournal>(), due => routes.Wake(grains, due), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ClockOptions>(), provider.GetRequiredService<ILogger<WakeClock>>());
            provider.GetRequiredService<CommitObservers>().Add(clock);
            return clock;
        });
        services.AddHostedService<ClockHost>();
    }

    private sealed class ClockHost(WakeClock clock) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            clock.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            clock.Dispose();
            return Task.CompletedTask;
        }
    }
}
