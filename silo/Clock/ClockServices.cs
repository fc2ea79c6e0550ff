using Dispatch.Silo.Journal;
using Dispatch.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Dispatch.Silo.Clock;

/// <summary>Registers the clock.</summary>
public static class ClockServices
{
    /// <summary>Adds the clock, started and stopped with the host. Needs the journal and the grains.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services, WakeRoutes routes, ClockOptions? options = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(routes);
        services.AddSingleton(options ?? new());
        services.AddSingleton(provider =>
        {
            var grains = provider.GetRequiredService<IGrainFactory>();
            var clock = new WakeClock(
                provider.GetRequiredService<IJournal>(), due => routes.Wake(grains, due), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ClockOptions>(), provider.GetRequiredService<ILogger<WakeClock>>());
            provider.GetRequiredService<CommitObservers>().Add(clock);
            return clock;
        });
        services.AddHostedService<ClockHost>();
        return services;
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
