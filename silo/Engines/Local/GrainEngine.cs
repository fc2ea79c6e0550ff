using Dispatch.Grains;
using Dispatch.Grains.Local;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Silo.Engines;

/// <summary>Hosts grains on the Local engine: all in this process.</summary>
public static class GrainEngine
{
    /// <summary>What runs the grains in this build.</summary>
    public const string Name = "Local";

    /// <summary>Whether a process has nobody whose clock its own must agree with.</summary>
    public static bool RunsAlone => true;

    /// <summary>Adds everything that runs grains. A <see cref="TimeProvider"/> registered before is used everywhere.</summary>
    /// <param name="engine">Settles what only this engine has.</param>
    public static IServiceCollection AddSilo(this IServiceCollection services, EngineOptions options, Action<LocalEngineOptions>? engine = null)
    {
        services.AddSharedServices(options);
        services.AddLocalGrains(local =>
        {
            local.Time = options.MachineTime;
            engine?.Invoke(local);
        }, typeof(TicketGrain).Assembly);
        services.AddFollowers();
        services.AddGrainServices(options);
        services.AddLocalClock();
        services.AddSingleton<IGrainCensus, LocalCensus>();
        return services;
    }
}
