using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Dispatch.Grains.Local;

/// <summary>Adds the Local engine to a host.</summary>
public static class LocalGrains
{
    /// <summary>Registers <see cref="IGrainFactory"/> over the grain classes of these assemblies. The host's stop deactivates all grains after the hosted services registered later have stopped.</summary>
    public static IServiceCollection AddLocalGrains(
        this IServiceCollection services, Action<LocalEngineOptions>? configure = null, params Assembly[] grainAssemblies)
    {
        var options = new LocalEngineOptions();
        configure?.Invoke(options);
        var catalog = new GrainCatalog(grainAssemblies);
        services.TryAddSingleton(options.Time ?? TimeProvider.System);
        return services
            .AddSingleton(provider => new LocalEngine(catalog, options, provider))
            .AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<LocalEngine>())
            .AddHostedService<StopWithHost>();
    }

    private sealed class StopWithHost(LocalEngine engine) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            try
            {
                await engine.Stop(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The host's patience is over; what is still active is dropped with the engine, and nothing acknowledged is lost by it.
            }
        }
    }
}
