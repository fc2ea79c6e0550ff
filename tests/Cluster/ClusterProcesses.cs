using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dispatch.Tests.Shared;
using Dispatch.Tests.Shared.Load;

namespace Dispatch.Tests.Cluster;

/// <summary>A cluster as operators run it: silos and API hosts, each a process of its own, on loopback and a PostgreSQL of their own.</summary>
public sealed class ClusterProcesses : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>A cluster that is not started yet.</summary>
    public ClusterProcesses(int silos = 3, int apis = 2)
    {
        Postgres = new(durable: false);
        Data = Postgres.CreateDatabase();
        Silos = [.. Enumerable.Range(0, silos).Select(_ => Silo())];
        Apis = [.. Enumerable.Range(0, apis).Select(_ => Host("--role", "api"))];
    }

    /// <summary>The database server.</summary>
    public PostgresServer Postgres { get; }

    /// <summary>Connection string of the database.</summary>
    public string Data { get; }

    /// <summary>The silos.</summary>
    public IReadOnlyList<ServiceProcess> Silos { get; }

    /// <summary>The API hosts.</summary>
    public IReadOnlyList<ServiceProcess> Apis { get; }

    /// <summary>A silo on endpoints of its own, the same after each start.</summary>
    public ServiceProcess Silo(params IEnumerable<string> settings) => Host(
    [
        "--role", "silo", "--silo-port", Port(), "--gateway-port", Port(), .. settings,
    ]);

    /// <summary>Starts everything and signs in at every API host.</summary>
    public async Task<Entrances> Start()
    {
        // The first makes the tables, so that the others need not wait in line for it.
        await Silos[0].Start();
        foreach (var process in Silos.Skip(1).Concat(Apis))
            process.Launch();
        await Task.WhenAll(Silos.Concat(Apis).Select(process => process.WaitUntilReady()));
        return new([.. await Task.WhenAll(Apis.Select(async api => new Entrance(api, await ServiceClient.SignIn(api))))]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var process in Silos.Concat(Apis))
            process.Dispose();
        Postgres.Dispose();
        folder.Dispose();
    }

    private ServiceProcess Host(params string[] settings) => new(Data, folder.Path, ["--advertise", "127.0.0.1", .. settings]);

    private static string Port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
