using Dispatch.Grains.Journal;
using Dispatch.Silo.Consistency;
using Dispatch.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Tests.World;

/// <summary>A whole silo on Orleans and a SQLite file, under a clock that moves only when all is done: the same words as for the world on the Local engine.</summary>
/// <remarks>Orleans itself runs in the machine's time and on its threads, so two runs give the same events per entity, not the same journal byte by byte.</remarks>
public sealed class VirtualWorld : IDisposable
{
    // A step of the clock costs a moment of calm, so the index is looked at seldom and far ahead.
    private static readonly TimeSpan PollEvery = TimeSpan.FromHours(6);

    private readonly WorldOptions options;
    private readonly ManualTime time;
    private readonly Steps steps;
    private readonly TemporaryFolder folder = new();
    private readonly SqliteConnection disk;
    private RunningSilo? silo;
    private RunningSilo? rival;

    /// <summary>Starts a silo.</summary>
    public VirtualWorld(WorldOptions? options = null)
    {
        this.options = (options ?? new()) with { Clock = (options ?? new()).Clock with { PollEvery = PollEvery, Horizon = 2 * PollEvery } };
        if (this.options.Network is not null)
            throw new NotSupportedException("Messages of Orleans are neither lost nor late at will.");
        time = new(this.options.Start);
        steps = new(time, Running);
        Ids = new(time, this.options.Seed ?? 0);
        disk = new($"{Database};Pooling=False");
        disk.Open();
        this.options.From?.CopyTo(disk);
        silo = Start();
    }

    /// <summary>Makes ids of tickets and texts; the same seed makes the same ones.</summary>
    public IdSource Ids { get; }

    /// <summary>What grains, clock and journal complained of since the world began, oldest first.</summary>
    public Complaints Complaints { get; } = new();

    /// <summary>How often work left the one thread of a world that has one; this has none.</summary>
    public long Strays { get; }

    /// <summary>How often it crashed.</summary>
    public int Crashes { get; private set; }

    /// <summary>Now, on the business's clock.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The silo's grains. Ask anew after a crash.</summary>
    public IGrainFactory Grains => Service<IGrainFactory>();

    /// <summary>The rival's grains; null when there is none.</summary>
    public IGrainFactory? RivalGrains => rival?.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The silo's journal. Ask anew after a crash.</summary>
    public IJournal Journal => Service<IJournal>();

    private string Database => $"Data Source={folder.File("world.db")}";

    private RunningSilo Silo => silo ?? throw new InvalidOperationException("The silo is down.");

    /// <summary>Any service of the silo as it runs now.</summary>
    public T Service<T>() where T : notnull => Silo.Services.GetRequiredService<T>();

    /// <summary>Runs work to its end; the clock moves only as far as the work waits for it.</summary>
    public T Run<T>(Func<Task<T>> work) => steps.Run(work);

    /// <inheritdoc cref="Run{T}" />
    public void Run(Func<Task> work) => steps.Run(work);

    /// <summary>Lets time pass, with everything that falls due in it.</summary>
    public void Advance(TimeSpan span) => AdvanceTo(Now + span);

    /// <summary>Lets time pass until an instant, from one timer to the next once all is done.</summary>
    public void AdvanceTo(DateTimeOffset instant) => steps.AdvanceTo(instant);

    /// <summary>Kills the silo: activations, calls in flight, commits not yet written, clock and feed are gone. After the time it was down a new one starts.</summary>
    public void Crash(TimeSpan down = default)
    {
        StopRival();
        silo?.Kill();
        silo = null;
        Crashes++;
        if (down > TimeSpan.Zero)
            time.AdvanceTo(Now + down);
        silo = Start();
    }

    /// <summary>Starts a second silo beside the first, on the same database: each believes it is the only one, as when a process thought dead goes on.</summary>
    public void StartRival() => rival ??= Start();

    /// <summary>Kills the second silo.</summary>
    public void StopRival()
    {
        rival?.Kill();
        rival = null;
    }

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
        StopRival();
        silo?.Kill();
        silo = null;
        disk.Dispose();
        folder.Dispose();
    }

    private RunningSilo Start() => new(Database, time, options, Complaints);

    private IReadOnlyList<Activity> Running() => [.. new[] { silo, rival }.OfType<RunningSilo>().Select(running => running.Activity)];
}
