using System.Text.Json;
using Dispatch.Grains.Local;
using Dispatch.Grains.Local.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Tests.GrainsLocal;

/// <summary>The engine with the grains of this project, on one thread in virtual time.</summary>
internal sealed class World : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;

    public World(int? seed = null, Action<LocalEngineOptions>? configure = null)
    {
        Scheduler = new(Time, seed);
        services = new ServiceCollection()
            .AddSingleton<Diary>()
            .AddSingleton<Tally>()
            .AddLocalGrains(
                options =>
                {
                    options.Time = Time;
                    options.Scheduler = Scheduler;
                    options.RoundTrip = JsonSerializerOptions.Web;
                    configure?.Invoke(options);
                },
                typeof(World).Assembly)
            .BuildServiceProvider();
        Engine = services.GetRequiredService<LocalEngine>();
        Diary = services.GetRequiredService<Diary>();
    }

    public VirtualTime Time { get; } = new(Start);

    public SingleThreadScheduler Scheduler { get; }

    public LocalEngine Engine { get; }

    /// <summary>What the grains wrote down, in order.</summary>
    public Diary Diary { get; }

    public Tally Tally => services.GetRequiredService<Tally>();

    public T Grain<T>(string key)
        where T : IGrainWithStringKey => Engine.GetGrain<T>(key);

    public void Run(Func<Task> work) => Scheduler.Complete(work);

    public T Run<T>(Func<Task<T>> work) => Scheduler.Complete(work);

    public void Pass(TimeSpan span) => Scheduler.RunFor(span);

    public void Dispose() => services.Dispose();
}

/// <summary>Collects lines from all grains.</summary>
public sealed class Diary
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    public void Write(string line)
    {
        lock (lines)
            lines.Add(line);
    }
}
