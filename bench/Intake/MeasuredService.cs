using System.Diagnostics;
using System.Globalization;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>The service in a process of its own on a fresh database with the demo company and no stream of tickets, and what it costs.</summary>
internal sealed class MeasuredService : IDisposable
{
    private const double Idle = 0.05;
    private readonly ServiceProcess service;
    private MeasuredProcesses? process;

    private MeasuredService(ServiceProcess service) => this.service = service;

    /// <summary>Where it listens.</summary>
    public Uri Address => service.Address;

    /// <summary>Time from the start of the process until it took requests.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Its administrator.</summary>
    public ServiceClient Client { get; private set; } = null!;

    /// <summary>Processor time it has used so far.</summary>
    public TimeSpan Used => process!.Used;

    /// <summary>Where its processor time has gone so far, by the names of its threads.</summary>
    public ProcessorUse Usage => new(Used, ThreadsNamed("journal writer"), ThreadsNamed(".NET Server GC") + ThreadsNamed(".NET BGC"));

    /// <summary>Starts it and signs in.</summary>
    /// <param name="data">Path of a SQLite file, or a PostgreSQL connection string.</param>
    public static async Task<MeasuredService> Start(string data, string folder)
    {
        var measured = new MeasuredService(new(data, folder));
        try
        {
            var started = Stopwatch.GetTimestamp();
            await measured.service.Start();
            measured.ReadyAfter = Stopwatch.GetElapsedTime(started);
            measured.process = new(measured.service.Id);
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
    public Task<TimeSpan> BecomeIdle() => process!.BecomeIdle(Idle);

    /// <summary>Waits until it uses less than a share of a processor.</summary>
    /// <param name="patience">How long it is waited for.</param>
    public Task<TimeSpan> BecomeIdle(double processors, TimeSpan patience) => process!.BecomeIdle(processors, patience);

    private TimeSpan ThreadsNamed(string name)
    {
        var ticks = 0L;
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{service.Id}/task"))
        {
            // "pid (name) state …": user and system time are the 12th and 13th number behind the name, in hundredths of a second.
            var line = File.ReadAllText(Path.Combine(thread, "stat"));
            var end = line.LastIndexOf(')');
            if (!line.AsSpan(line.IndexOf('(') + 1, end - line.IndexOf('(') - 1).StartsWith(name.AsSpan(0, Math.Min(name.Length, 15))))
                continue;
            var numbers = line[(end + 2)..].Split(' ');
            ticks += long.Parse(numbers[11], CultureInfo.InvariantCulture) + long.Parse(numbers[12], CultureInfo.InvariantCulture);
        }
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    public void Dispose()
    {
        Client?.Dispose();
        process?.Dispose();
        service.Dispose();
    }
}

/// <summary>Processor time of a service.</summary>
/// <param name="All">Of all its threads.</param>
/// <param name="Writing">Of the journal's writer.</param>
/// <param name="Collecting">Of the garbage collector's own threads.</param>
internal readonly record struct ProcessorUse(TimeSpan All, TimeSpan Writing, TimeSpan Collecting)
{
    public static ProcessorUse operator -(ProcessorUse after, ProcessorUse before) =>
        new(after.All - before.All, after.Writing - before.Writing, after.Collecting - before.Collecting);
}
