using Dispatch.Silo.Engines;
using Dispatch.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Dispatch.Tests.Grains;

/// <summary>Grains in a cluster of Orleans in this process, over a journal in memory and under a clock that moves only when all is done.</summary>
/// <remarks>Calls come from outside, so every argument and every answer crosses a wire. Orleans itself, and commits, take the machine's time.</remarks>
internal sealed class GrainHost : IDisposable
{
    private static readonly TimeSpan CommitTakes = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(15);
    private readonly ManualTime time;
    private readonly Activity activity = new(Calm);
    private readonly Steps steps;
    private readonly Action<IServiceCollection> services;
    private InProcessTestCluster cluster;

    /// <summary>Starts it.</summary>
    /// <param name="services">Adds what grains need besides journal and clock.</param>
    /// <param name="seed">Threads draw the order of work by themselves.</param>
    public GrainHost(DateTimeOffset start, Action<IServiceCollection> services, int? seed = null)
    {
        _ = seed;
        time = new(start);
        steps = new(time, () => [activity]);
        this.services = services;
        cluster = Start();
    }

    /// <summary>What survives a crash.</summary>
    public MemoryJournal Journal { get; } = new(TimeProvider.System, CommitTakes);

    /// <summary>The grains. Ask anew after a crash.</summary>
    public IGrainFactory Grains => cluster.Client;

    /// <summary>Now, on the business's clock.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How often work left the one thread of an engine that has one; this has none.</summary>
    public long Strays { get; }

    /// <summary>Runs work to its end.</summary>
    public T Run<T>(Func<Task<T>> work) => steps.Run(work);

    /// <inheritdoc cref="Run{T}" />
    public void Run(Func<Task> work) => steps.Run(work);

    /// <summary>Lets time pass until an instant, with everything that falls due in it.</summary>
    public void AdvanceTo(DateTimeOffset instant) => steps.AdvanceTo(instant);

    /// <summary>Lets everything end that needs no time.</summary>
    public void Settle() => steps.Settle();

    /// <summary>The cluster dies and another takes its place: what was only in memory is gone.</summary>
    public void Crash()
    {
        Kill();
        cluster = Start();
    }

    /// <inheritdoc />
    public void Dispose() => Kill();

    private InProcessTestCluster Start()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => ConfigureSilo(silo.Services));
        builder.ConfigureClient(client => ConfigureCaller(client.Services));
        var started = builder.Build();
        started.DeployAsync().GetAwaiter().GetResult();
        return started;
    }

    private void ConfigureSilo(IServiceCollection silo)
    {
        ConfigureCaller(silo);
        silo.AddGrainContext(time, new WatchedJournal(Journal, activity));
        silo.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System).AddKeyedSingleton(TimeProviderNames.Grains, time.OfGrains);
        silo.AddSingleton<IIncomingGrainCallFilter>(activity);
        services(silo);
    }

    private void ConfigureCaller(IServiceCollection caller)
    {
        caller.AddDispatchSerializers();
        caller.AddSingleton<IOutgoingGrainCallFilter>(activity);
    }

    private void Kill()
    {
        foreach (var silo in cluster.Silos.ToArray())
            cluster.KillSiloAsync(silo).GetAwaiter().GetResult();
        cluster.Dispose();
    }
}
