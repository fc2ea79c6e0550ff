using Dispatch.Grains.Journal;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Engines;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Dispatch.Tests.World;

/// <summary>One silo of Orleans in this process, a cluster of itself on a file.</summary>
internal sealed class RunningSilo
{
    // Longer than the machine takes to hand work from one thread to another.
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(15);
    private readonly IHost host;
    private volatile bool dead;

    /// <summary>Starts it.</summary>
    public RunningSilo(string database, ManualTime time, WorldOptions options, Complaints complaints)
    {
        var journal = new JournalOptions(database) { WrapWriter = writer => new MortalWriter(options.WrapWriter(writer), () => dead), FeedPoll = null };
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.AddProvider(new WhileAlive(complaints, () => !dead)).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.None).AddFilter("Microsoft", LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSilo(new(journal) { Clock = options.Clock, Cluster = new ClusterSettings { SiloPort = 0, GatewayPort = 0 } });
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, time.OfGrains);
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(Activity).AddSingleton<IOutgoingGrainCallFilter>(Activity);
        builder.Services.AddSingleton<IJournal>(provider => new WatchedJournal(provider.GetRequiredService<OpenedJournal>().Journal, Activity));
        // As on the Local engine, what sends and sweeps by itself is not part of a world.
        foreach (var follower in builder.Services.Where(IsFollower).ToList())
            builder.Services.Remove(follower);
        options.Services(builder.Services);
        host = builder.Build();
        Activity.Feed = Services.GetRequiredService<ChangeFeed>();
        Services.GetRequiredService<CommitObservers>().Add(Activity);
        host.StartAsync().GetAwaiter().GetResult();
    }

    /// <summary>What is under way in it.</summary>
    public Activity Activity { get; } = new(Calm);

    /// <summary>Its services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Ends it as a process dies: nothing more is written or told, and nobody is waited for.</summary>
    public void Kill()
    {
        dead = true;
        // Orleans takes a stop that is cancelled from the start as one without grace.
        host.StopAsync(new CancellationToken(canceled: true)).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        host.Dispose();
    }

    private static bool IsFollower(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && !service.IsKeyedService && service.ImplementationType?.DeclaringType == typeof(JournalServices);

    private sealed class WhileAlive(Complaints complaints, Func<bool> isAlive) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Category(complaints.CreateLogger(categoryName), isAlive);

        public void Dispose()
        {
        }

        private sealed class Category(ILogger log, Func<bool> isAlive) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => isAlive() && log.IsEnabled(logLevel);

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                    log.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
