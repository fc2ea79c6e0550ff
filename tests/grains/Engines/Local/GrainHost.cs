using Dispatch.Grains;
using Dispatch.Grains.Local;
using Dispatch.Grains.Local.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Tests.Grains;

/// <summary>Grains on the Local engine over a journal in memory, on one thread in virtual time.</summary>
internal sealed class GrainHost : IDisposable
{
    private static readonly TimeSpan CommitTakes = TimeSpan.FromMilliseconds(2);
    private readonly VirtualTime time;
    private readonly SingleThreadScheduler scheduler;
    private readonly ServiceProvider services;
    private readonly LocalEngine engine;

    /// <summary>Starts it.</summary>
    /// <param name="services">Adds what grains need besides journal and clock.</param>
    /// <param name="seed">Draws the order of work that is ready at the same moment.</param>
    public GrainHost(DateTimeOffset start, Action<IServiceCollection> services, int? seed = null)
    {
        time = new(start);
        scheduler = new(time, seed);
        Journal = new(time, CommitTakes);
        var collection = new ServiceCollection().AddGrainContext(time, Journal).AddLocalGrains(
            options => (options.Time, options.Scheduler, options.RoundTrip) = (time, scheduler, DispatchJson.Stored), typeof(EngineerGrain).Assembly);
        services(collection);
        this.services = collection.BuildServiceProvider();
        engine = this.services.GetRequiredService<LocalEngine>();
    }

    /// <summary>What survives a crash.</summary>
    public MemoryJournal Journal { get; }

    /// <summary>The grains.</summary>
    public IGrainFactory Grains => engine;

    /// <summary>Now, in virtual time.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How often work left the one thread.</summary>
    public long Strays => scheduler.Strays;

    /// <summary>Runs work to its end.</summary>
    public T Run<T>(Func<Task<T>> work) => scheduler.Complete(work);

    /// <inheritdoc cref="Run{T}" />
    public void Run(Func<Task> work) => scheduler.Complete(work);

    /// <summary>Lets time pass until an instant, with everything that falls due in it.</summary>
    public void AdvanceTo(DateTimeOffset instant) => scheduler.AdvanceTo(instant);

    /// <summary>Lets everything end that needs no time.</summary>
    public void Settle() => scheduler.RunUntilIdle();

    /// <summary>The process dies and another takes its place: what was only in memory is gone.</summary>
    public void Crash() => engine.Crash();

    /// <inheritdoc />
    public void Dispose() => services.Dispose();
}
