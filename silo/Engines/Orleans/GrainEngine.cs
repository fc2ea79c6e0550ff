using System.Net;
using System.Net.Sockets;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using ClusterMember = Dispatch.Silo.Cluster.ClusterMember;

namespace Dispatch.Silo.Engines;

/// <summary>Hosts grains on Orleans: silos find each other, and API hosts find them, in the journal's own database.</summary>
public static class GrainEngine
{
    /// <summary>What runs the grains in this build.</summary>
    public const string Name = "Orleans";

    /// <summary>Whether a process has nobody whose clock its own must agree with.</summary>
    public static bool RunsAlone => false;

    private const string Npgsql = "Npgsql";

    /// <summary>Adds everything that runs grains, or for an API host everything that calls them. A <see cref="TimeProvider"/> registered before is used everywhere.</summary>
    public static IServiceCollection AddSilo(this IServiceCollection services, EngineOptions options)
    {
        services.AddSharedServices(options);
        services.AddMachineTime(options.MachineTime);
        services.AddFollowers();
        services.AddSingleton<IGrainCensus, OrleansCensus>();
        if (options.Cluster.Role is ClusterRole.Api)
            return services.AddOrleansClient(client => client.Call(options));
        services.AddSingleton<IFatalErrorHandler, EndOfSilo>();
        services.AddOrleans(silo => silo.Run(options));
        services.AddGrainServices(options);
        services.AddHostedService<ClockShards>();
        return services;
    }

    // Orleans asks for a clock of its own for each of its parts; all of them wait as the machine does, also where the business lives faster.
    private static void AddMachineTime(this IServiceCollection services, TimeProvider? machine) =>
        services.AddKeyedSingleton(KeyedService.AnyKey, (provider, _) => machine ?? provider.GetRequiredService<TimeProvider>().OfMachine());

    private static void Run(this ISiloBuilder silo, EngineOptions options)
    {
        var cluster = options.Cluster;
        var (siloPort, gatewayPort) = (PortOr(cluster.SiloPort), PortOr(cluster.GatewayPort));
        if (options.Journal.IsPostgres)
        {
            silo.UseAdoNetClustering(ado => (ado.Invariant, ado.ConnectionString) = (Npgsql, options.Journal.ConnectionString));
            silo.UseAdoNetReminderService(ado => (ado.Invariant, ado.ConnectionString) = (Npgsql, options.Journal.ConnectionString));
            silo.Configure<EndpointOptions>(endpoint =>
            {
                (endpoint.SiloPort, endpoint.GatewayPort) = (siloPort, gatewayPort);
                endpoint.AdvertisedIPAddress = cluster.Advertise ?? OwnAddress();
                endpoint.SiloListeningEndpoint = new(IPAddress.Any, siloPort);
                endpoint.GatewayListeningEndpoint = new(IPAddress.Any, gatewayPort);
            });
        }
        else
        {
            // A file has one process: it is a cluster of itself.
            silo.UseLocalhostClustering(siloPort, gatewayPort);
            silo.UseInMemoryReminderService();
        }
        // So that what Orleans tells of a silo can be told of the member.
        silo.Configure<SiloOptions>(names => names.SiloName = ClusterMember.OwnName);
        silo.Configure<ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (cluster.Id, cluster.Id));
        silo.Configure<ClusterMembershipOptions>(membership => TightMembership.Set(membership, cluster.DeadAfter));
        silo.Configure<SiloMessagingOptions>(messaging => (messaging.ResponseTimeout, messaging.SystemResponseTimeout) = (cluster.CallTimeout, cluster.CallTimeout));
        silo.Services.AddDispatchSerializers();
    }

    private static void Call(this IClientBuilder client, EngineOptions options)
    {
        var cluster = options.Cluster;
        client.UseAdoNetClustering(ado => (ado.Invariant, ado.ConnectionString) = (Npgsql, options.Journal.ConnectionString));
        client.Configure<ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (cluster.Id, cluster.Id));
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = cluster.CallTimeout);
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        client.UseConnectionRetryFilter<PatientConnection>();
        client.Services.AddDispatchSerializers();
    }

    private static int PortOr(int port) => port is 0 ? FreePort() : port;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static IPAddress OwnAddress() => Array.Find(
        Dns.GetHostAddresses(Dns.GetHostName()), address => address.AddressFamily is AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)) ?? IPAddress.Loopback;
}
