using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dispatch.Tests.Shared;
using Dispatch.Tests.Shared.Load;

namespace Dispatch.Tests.Cluster;

/// <summary>A cluster as operators run it: silos and API hosts, each a process of its own, on loopback and a PostgreSQL of their own.</summary>
public sealed class ClusterProcesses : IDisposable
{
    /// <summary>Longer than a call between processes may take, so that only a host that is frozen or cut off is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder folder = new();
    private readonly List<ServiceProcess> silos = [];
    private int siloNames;
    private int apiNames;

    /// <summary>A cluster that is not started yet.</summary>
    /// <param name="ofApis">Settings of the API hosts.</param>
    public ClusterProcesses(int silos = 3, int apis = 2, params string[] ofApis)
    {
        Postgres = new(durable: false);
        Data = Postgres.CreateDatabase();
        for (var i = 0; i < silos; i++)
            Add();
        Apis = [.. Enumerable.Range(0, apis).Select(_ => Host($"api-{++apiNames}", ["--role", "api", .. ofApis]))];
    }

    /// <summary>The database server.</summary>
    public PostgresServer Postgres { get; }

    /// <summary>Connection string of the database.</summary>
    public string Data { get; }

    /// <summary>The silos, those included that were removed.</summary>
    public IReadOnlyList<ServiceProcess> Silos => silos;

    /// <summary>The API hosts.</summary>
    public IReadOnlyList<ServiceProcess> Apis { get; }

    /// <summary>One silo more, not started yet.</summary>
    public ServiceProcess Add()
    {
        silos.Add(Silo());
        return silos[^1];
    }

    /// <summary>A silo on endpoints of its own, the same after each start.</summary>
    public ServiceProcess Silo(params IEnumerable<string> settings) => Host($"silo-{++siloNames}",
    [
        "--role", "silo", "--silo-port", Port(), "--gateway-port", Port(), .. settings,
    ]);

    /// <summary>Starts everything and signs in at every API host.</summary>
    /// <param name="prepare">What is done to the database once it has its tables.</param>
    public async Task<Entrances> Start(Func<Task>? prepare = null)
    {
        // The first makes the tables, so that the others need not wait in line for it.
        await Silos[0].Start();
        if (prepare is not null)
            await prepare();
        foreach (var process in Silos.Skip(1).Concat(Apis))
            process.Launch();
        await Task.WhenAll(Silos.Concat(Apis).Select(process => process.WaitUntilReady()));
        return new([.. await Task.WhenAll(Apis.Select(async api => new Entrance(api, await ServiceClient.SignIn(api, Patience))))]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var process in Silos.Concat(Apis))
            process.Dispose();
        Postgres.Dispose();
        folder.Dispose();
    }

    // Under its name the database knows who wrote what.
    private ServiceProcess Host(string name, params string[] settings) =>
        new($"{Data};Application Name={name}", folder.Path, ["--advertise", "127.0.0.1", .. settings]);

    private static string Port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
