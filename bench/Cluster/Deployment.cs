using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>The service as it is deployed over a PostgreSQL database with the demo company and no stream of tickets: one process, or API hosts in front of silos.</summary>
internal sealed class Deployment : IDisposable
{
    private const double IdleProcess = 0.05;
    // What a cluster keeps up while nobody calls comes in bursts.
    private const double Bursts = 1.25;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);
    // Six processes share a server that takes 200 connections.
    private const string Pool = ";Maximum Pool Size=30";
    // Nothing is lost here, so a call that waits for a processor is measured and not given up.
    private static readonly string[] Patience = ["--call-timeout", "60"];

    private readonly IReadOnlyList<ServiceProcess> silos;
    private readonly IReadOnlyList<ServiceProcess> hosts;
    private MeasuredProcesses? processes;
    private double waiting;

    private Deployment(IReadOnlyList<ServiceProcess> silos, IReadOnlyList<ServiceProcess> hosts) => (this.silos, this.hosts) = (silos, hosts);

    /// <summary>Its administrator, at each process that serves.</summary>
    public IReadOnlyList<ServiceClient> Clients { get; private set; } = [];

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<Uri> Addresses => [.. hosts.Select(host => host.Address)];

    /// <summary>Processor time that all its processes have used so far.</summary>
    public TimeSpan Used => processes!.Used;

    /// <summary>The Local engine: one process.</summary>
    public static Task<Deployment> Local(string data, string folder) => Start(new([], [new(data + Pool, folder)]));

    /// <summary>Orleans: API hosts and silos on loopback.</summary>
    public static Task<Deployment> Orleans(string data, string folder, int silos, int hosts)
    {
        return Start(new(
            [.. Enumerable.Range(0, silos).Select(_ => Process("--role", "silo", "--silo-port", "0", "--gateway-port", "0", "--advertise", "127.0.0.1"))],
            [.. Enumerable.Range(0, hosts).Select(_ => Process("--role", "api"))]));

        ServiceProcess Process(params string[] settings) => new(data + Pool, folder, [.. Patience, .. settings]) { Engine = EngineBuild.Orleans };
    }

    /// <summary>Waits until it does no more than a deployment that nobody calls.</summary>
    public Task<TimeSpan> BecomeIdle() => processes!.BecomeIdle(waiting);

    /// <summary>Processors that it keeps busy while nobody calls.</summary>
    public async Task<double> WhileIdle()
    {
        await BecomeIdle();
        return await processes!.Busy(Settle);
    }

    /// <summary>Ends it in order: API hosts first.</summary>
    public async Task Stop()
    {
        foreach (var process in hosts.Concat(silos))
            await process.Terminate();
    }

    public void Dispose()
    {
        foreach (var client in Clients)
            client.Dispose();
        processes?.Dispose();
        foreach (var process in hosts.Concat(silos))
            process.Dispose();
    }

    private static async Task<Deployment> Start(Deployment deployment)
    {
        try
        {
            await deployment.Start();
            return deployment;
        }
        catch
        {
            deployment.Dispose();
            throw;
        }
    }

    private async Task Start()
    {
        IReadOnlyList<ServiceProcess> all = [.. silos, .. hosts];
        // The first makes the tables, the first API host founds the company: the others need not wait in line for it.
        foreach (var process in all)
            await process.Start();
        processes = new(all.Select(process => process.Id));
        Clients = await Task.WhenAll(hosts.Select(host => ServiceClient.SignIn(host)));
        await Task.Delay(Settle);
        waiting = (Bursts * await processes.Busy(Settle)) + (IdleProcess * all.Count);
    }
}
