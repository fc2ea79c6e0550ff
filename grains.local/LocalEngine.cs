using System.Collections.Concurrent;
using Dispatch.Grains.Local.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;

namespace Dispatch.Grains.Local;

/// <summary>Runs grains in this process: finds or makes the activation that a call is for, and ends those that are idle.</summary>
public sealed class LocalEngine : IGrainFactory, IDisposable
{
    private readonly ConcurrentDictionary<ActivationId, Activation> directory = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly GrainCatalog catalog;
    private readonly LocalEngineOptions options;
    private readonly ITimer sweep;
    private long serials;
    private int sweeping;
    private volatile bool stopped;

    internal LocalEngine(GrainCatalog catalog, LocalEngineOptions options, IServiceProvider services)
    {
        (this.catalog, this.options, Services) = (catalog, options, services);
        Time = options.Time ?? services.GetRequiredService<TimeProvider>();
        RoundTrip = options.RoundTrip is { } json ? new(json) : null;
        Log = new(services.GetService<ILogger<LocalEngine>>() ?? NullLogger<LocalEngine>.Instance);
        Timeouts = new(Time, options.ResponseTimeout);
        sweep = Unflowed.CreateTimer(Time, _ => Sweep(), null);
    }

    internal IServiceProvider Services { get; }

    internal TimeProvider Time { get; }

    internal TaskScheduler? Scheduler => options.Scheduler;

    internal INetwork? Network => options.Network;

    internal JsonRoundTrip? RoundTrip { get; }

    internal CallTimeouts Timeouts { get; }

    internal EngineLog Log { get; }

    /// <summary>Cancelled when the engine stops or crashes.</summary>
    internal CancellationToken Stopping => stopping.Token;

    /// <inheritdoc />
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)Reference(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    /// <inheritdoc />
    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Reference(grainInterfaceType, grainPrimaryKey, prefix: null);

    /// <summary>How many grains of each class are active, by class name in ordinal order.</summary>
    public IReadOnlyDictionary<string, int> CountActivations() =>
        new SortedDictionary<string, int>(catalog.Classes.ToDictionary(grain => grain.Type.Name, grain => grain.Activations), StringComparer.Ordinal);

    /// <summary>Deactivates everything, in order of activation, and refuses calls from then on.</summary>
    /// <param name="cancellationToken">Stops waiting; goes to each grain's <see cref="Grain.OnDeactivateAsync"/>.</param>
    public async Task Stop(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The engine stops.");
        try
        {
            while (InOrder() is { Count: > 0 } activations)
            {
                activations.ForEach(activation => activation.Deactivate(reason, cancellationToken));
                await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
            }
        }
        finally
        {
            stopped = true;
        }
    }

    /// <summary>Drops every activation at once, as the death of the process would: no grain is told, calls in flight fail, calls made later find new activations.</summary>
    public void Crash()
    {
        var reason = new SiloUnavailableException("The engine crashed while the call was in flight.");
        InOrder().ForEach(activation => activation.Drop(reason));
    }

    /// <summary>Drops what is still active and stops the engine's timers.</summary>
    public void Dispose()
    {
        stopped = true;
        Crash();
        sweep.Dispose();
        Timeouts.Dispose();
    }

    /// <summary>Queues a turn with the activation it is for.</summary>
    internal void Deliver(Turn turn)
    {
        do
        {
            if (stopped)
                throw new SiloUnavailableException("The engine has stopped.");
        }
        while (!directory.GetOrAdd(turn.Target, static (id, engine) => engine.NewActivation(id), this).TryAccept(turn));
    }

    internal Activation NewActivation(ActivationId id)
    {
        if (Interlocked.Exchange(ref sweeping, 1) is 0)
            sweep.Change(options.IdleSweep, Timeout.InfiniteTimeSpan);
        return new(this, id, Interlocked.Increment(ref serials));
    }

    internal void Replace(Activation ended, Activation? successor)
    {
        if (successor is not null)
            directory[ended.Id] = successor;
        else
            directory.TryRemove(new(ended.Id, ended));
    }

    private object Reference(Type grainInterface, string key, string? prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return GrainReference.Create(this, grainInterface, new(catalog.Find(grainInterface, prefix), key));
    }

    // Hash order differs between processes; the order of activation does not.
    private List<Activation> InOrder(Func<Activation, bool>? condition = null) =>
        [.. directory.Select(entry => entry.Value).Where(condition ?? (_ => true)).OrderBy(activation => activation.Serial)];

    private void Sweep()
    {
        var oldest = Time.GetTimestamp() - (long)(options.IdleAge.TotalSeconds * Time.TimestampFrequency);
        var reason = new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"Not called for {options.IdleAge}.");
        InOrder(activation => activation.IsIdleSince(oldest)).ForEach(activation => activation.Deactivate(reason));
        Volatile.Write(ref sweeping, 0);
        if (!directory.IsEmpty && Interlocked.Exchange(ref sweeping, 1) is 0)
            sweep.Change(options.IdleSweep, Timeout.InfiniteTimeSpan);
    }
}
