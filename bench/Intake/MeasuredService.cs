using System.Diagnostics;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>The service in a process of its own on a fresh database with the demo company and no stream of tickets, and what it costs.</summary>
internal sealed class MeasuredService : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ServiceProcess service;
    private Process? process;

    private MeasuredService(ServiceProcess service) => this.service = service;

    /// <summary>Where it listens.</summary>
    public Uri Address => service.Address;

    /// <summary>Its administrator.</summary>
    public ServiceClient Client { get; private set; } = null!;

    /// <summary>Processor time it has used so far.</summary>
    public TimeSpan Used
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and signs in.</summary>
    /// <param name="data">Path of a SQLite file, or a PostgreSQL connection string.</param>
    public static async Task<MeasuredService> Start(string data, string folder)
    {
        var measured = new MeasuredService(new(data, folder));
        try
        {
            await measured.service.Start();
            measured.process = Process.GetProcessById(measured.service.Id);
            measured.Client = await ServiceClient.SignIn(measured.service);
            return measured;
        }
        catch
        {
            measured.Dispose();
            throw;
        }
    }

    /// <summary>Waits until it has nothing left to do: it uses less than a twentieth of a processor.</summary>
    /// <returns>How long it still worked.</returns>
    public async Task<TimeSpan> BecomeIdle()
    {
        var watch = Stopwatch.StartNew();
        for (var before = Used; watch.Elapsed < Patience; before = Used)
        {
            var asked = watch.Elapsed;
            await Task.Delay(Look);
            if (Used - before < Look / 20)
                return asked;
        }
        throw new InvalidOperationException($"The service still works after {Patience}.");
    }

    public void Dispose()
    {
        Client?.Dispose();
        process?.Dispose();
        service.Dispose();
    }
}
