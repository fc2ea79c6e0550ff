using System.Net;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Engines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Bench;

/// <summary>What runs the service's grains, or calls those that run elsewhere, in this process and without the service around it.</summary>
internal static class EngineHost
{
    /// <summary>Starts this build's engine.</summary>
    /// <param name="data">Connection string of a PostgreSQL database.</param>
    /// <param name="role">Whether grains run here; the Local engine knows nothing else.</param>
    /// <param name="from">What the business's clock shows first; null is the time of the machine.</param>
    public static async Task<IHost> Start(string data, ClusterRole role, DateTimeOffset? from = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(from is { } start ? new AcceleratedTime(TimeProvider.System, start) : TimeProvider.System);
        builder.Services.AddSilo(new(new(data))
        {
            Cluster = new() { Role = role, SiloPort = 0, GatewayPort = 0, Advertise = IPAddress.Loopback },
            MachineTime = TimeProvider.System,
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
