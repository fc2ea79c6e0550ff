using Dispatch.Grains.Journal;
using Dispatch.Grains.Local;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Consistency;
using Dispatch.Silo.Engines;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Dispatch.Tests.World;

/// <summary>A whole silo on one thread in virtual time: grains, journal on an in-memory SQLite, clock and change feed.</summary>
/// <remarks>The same options and the same calls give the same journal, byte by byte. Values that cross grains go through JSON, as on a wire.</remarks>
public sealed class VirtualWorld : IDisposable
{
    private static int worlds;

    private readonly WorldOptions options;
    private readonly string database = $"Data Source=world-{Interlocked.Increment(ref worlds)};Mode=Memory;Cache=Shared";
    // An in-memory database lives as long as somebody is connected to it: this is the disk that survives a crash.
    private readonly SqliteConnection disk;
    private ServiceProvider? silo;
    private ServiceProvider? rival;

    /// <summary>Starts a silo.</summary>
    public VirtualWorld(WorldOptions? options = null)
    {
        this.options = options ?? new();
        Time = new(this.options.Start);
        Scheduler = new(Time, this.options.Seed);
        Ids = new(Time, this.options.Seed ?? 0);
        disk = new(database);
        disk.Open();
        this.options.From?.CopyTo(disk);
        silo = Start();
    }

    /// <summary>The clock; it moves only when nothing is left to do.</summary>
    public VirtualTime Time { get; }

    /// <summary>Runs everything.</summary>
    public SingleThreadScheduler Scheduler { get; }

    /// <summary>Makes ids of tickets and texts; the same seed makes the same ones.</summary>
    public IdSource Ids { get; }

    /// <summary>What grains, clock and journal complained of since the world began, oldest first.</summary>
    public Complaints Complaints { get; } = new();

    /// <summary>How often work left the one thread: more than none, and runs need not repeat.</summary>
    public long Strays => Scheduler.Strays;

    /// <summary>How often it crashed.</summary>
    public int Crashes { get; private set; }

    /// <summary>Whether a silo runs and is ready.</summary>
    public bool IsUp => silo is not null;

    /// <summary>Now, in virtual time.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The silo's grains. Ask anew after a crash.</summary>
    public IGrainFactory Grains => Service<IGrainFactory>();

    /// <summary>The rival's grains; null when there is none.</summary>
    public IGrainFactory? RivalGrains => rival?.GetRequiredService<IGrainFactory>();

    /// <summary>The silo's journal. Ask anew after a crash.</summary>
    public IJournal Journal => Service<IJournal>();

    /// <summary>Any service of the silo as it runs now.</summary>
    public T Service<T>() where T : notnull => (silo ?? throw new InvalidOperationException("The silo is down.")).GetRequiredService<T>();

    /// <summary>Runs work to its end; time moves only as far as the work waits for it.</summary>
    public T Run<T>(Func<Task<T>> work) => Scheduler.Complete(work);

    /// <inheritdoc cref="Run{T}" />
    public void Run(Func<Task> work) => Scheduler.Complete(work);

    /// <summary>Lets time pass, with everything that falls due in it.</summary>
    public void Advance(TimeSpan span) => Scheduler.RunFor(span);

    /// <summary>Lets time pass until an instant.</summary>
    public void AdvanceTo(DateTimeOffset instant) => Scheduler.AdvanceTo(instant);

    /// <summary>
    /// Kills the silo: activations, calls in flight, commits not yet written, clock and feed are gone. The database stays.
    /// After the time it was down a new silo starts.
    /// </summary>
    public void Crash(TimeSpan down = default)
    {
        StopRival();
        Kill(ref silo);
        Crashes++;
        if (down > TimeSpan.Zero)
            Advance(down);
        silo = Start();
    }

    /// <summary>Starts a second silo beside the first, on the same database: each believes it is the only one, as when a process thought dead goes on.</summary>
    public void StartRival() => rival ??= Start();

    /// <summary>Kills the second silo.</summary>
    public void StopRival() => Kill(ref rival);

    /// <summary>A copy of the database to start other worlds from. Nothing may be under way.</summary>
    public WorldImage Image() => WorldImage.Of(disk);

    /// <summary>Runs a query on the database as it stands, for looking at it from outside.</summary>
    public IReadOnlyList<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        disk.Look(sql, map, parameters);

    /// <summary>Everything in which the database contradicts its journal or itself at this moment, and what more checks find.</summary>
    public IReadOnlyList<Finding> Examine(params ReadOnlySpan<Check> more)
    {
        IReadOnlyList<Check> checks = [.. Examination.Checks(Now), .. more];
        // On SQLite every step is done when it returns.
        Examination.Run(disk, checks).GetAwaiter().GetResult();
        return [.. checks.SelectMany(check => check.Findings)];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Kill(ref rival);
        Kill(ref silo);
        disk.Dispose();
    }

    private ServiceProvider Start()
    {
        var journal = new JournalOptions(database) { WriterScheduler = Scheduler, WrapWriter = options.WrapWriter, FeedPoll = null };
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddLogging(logging => logging.AddProvider(Complaints).SetMinimumLevel(LogLevel.Warning))
            .AddSilo(new(journal) { Clock = options.Clock with { Scheduler = Scheduler } }, Configure);
        options.Services(services);
        var started = services.BuildServiceProvider();
        // A background service would run on the thread pool; the search index follows the journal for itself and is not part of a world.
        Run(async () =>
        {
            foreach (var part in started.GetServices<IHostedService>().Where(part => part is not BackgroundService))
                await part.StartAsync(CancellationToken.None);
        });
        return started;
    }

    private void Configure(LocalEngineOptions engine)
    {
        engine.Scheduler = Scheduler;
        engine.RoundTrip = options.Wire;
        engine.Network = options.Network;
    }

    // The order is that of a process that dies: nobody is told anything, and what is awaited never comes.
    private static void Kill(ref ServiceProvider? running)
    {
        var dying = running;
        running = null;
        dying?.GetRequiredService<LocalEngine>().Crash();
        dying?.Dispose();
    }
}
