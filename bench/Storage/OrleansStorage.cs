using System.Net;
using System.Net.Sockets;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Dispatch.Bench;

/// <summary>Orleans's own ADO.NET grain storage in a silo, on a PostgreSQL database.</summary>
internal sealed class OrleansStorage : IAsyncDisposable
{
    private const string Name = "snapshots";
    private const string TicketType = "ticket";
    private readonly IHost silo;
    private readonly IGrainStorage storage;
    private readonly string connection;

    private OrleansStorage(IHost silo, string connection) =>
        (this.silo, this.connection, storage) = (silo, connection, silo.Services.GetRequiredKeyedService<IGrainStorage>(Name));

    /// <summary>Makes the tables and starts the silo.</summary>
    /// <param name="connections">Connections to the database at most.</param>
    public static async Task<OrleansStorage> Open(string data, int connections)
    {
        // Dispatch's own migrations make the table of statements. As for the journal, what is said often is prepared, and nothing resets a connection between writes.
        OpenedJournal.Open(new(data), TimeProvider.System).Dispose();
        var connection = $"{data};Maximum Pool Size={connections};Max Auto Prepare=100;No Reset On Close=true";
        await Execute(connection, ReadScript());
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddOrleans(options => options
            .UseLocalhostClustering(FreePort(), FreePort())
            .AddAdoNetGrainStorage(Name, ado =>
            {
                (ado.Invariant, ado.ConnectionString) = ("Npgsql", connection);
                ado.GrainStorageSerializer = new SystemTextJsonGrainStorageSerializer(Options.Create(new SystemTextJsonGrainStorageSerializerOptions()));
            }));
        var silo = builder.Build();
        await silo.StartAsync();
        return new(silo, connection);
    }

    /// <summary>Stores the snapshot of a new ticket.</summary>
    public Task Write(int n) => storage.WriteStateAsync(
        TicketType, GrainId.Create(TicketType, Workload.EntityOf(n)), new GrainState<StoredSnapshot> { State = new(Workload.SnapshotText) });

    public async ValueTask DisposeAsync()
    {
        await silo.StopAsync();
        silo.Dispose();
        // Counters of the server are complete once its connections are gone.
        using var pool = new NpgsqlConnection(connection);
        NpgsqlConnection.ClearPool(pool);
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(OrleansStorage).Assembly.GetManifestResourceStream("orleans-storage.sql")!);
        return reader.ReadToEnd();
    }

    private static async Task Execute(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A snapshot as large as the journal's, once it is JSON.</summary>
    private sealed record StoredSnapshot(string Text);
}
