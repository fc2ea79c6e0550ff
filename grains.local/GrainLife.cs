using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Dispatch.Grains.Local;

/// <summary>The grain object of an activation, from its construction to its disposal, with the services of its scope and its timers.</summary>
internal sealed class GrainLife(Activation activation)
{
    [ThreadStatic]
    private static Activation? underConstruction;

    private readonly List<ActivationTimer> timers = [];
    private AsyncServiceScope? scope;

    /// <summary>The activation whose grain is being built on this thread.</summary>
    public static Activation? UnderConstruction => underConstruction;

    public Grain? Grain { get; private set; }

    public IServiceProvider Services => scope?.ServiceProvider ?? activation.Engine.Services;

    /// <summary>Builds and activates the grain; returns what went wrong, after cleaning up, or null.</summary>
    public async Task<Exception?> Begin(Turn? caller)
    {
        var beginning = new LifecycleTurn(activation.Id, caller, nameof(Grain.OnActivateAsync), () =>
        {
            Grain = Build();
            return Grain.OnActivateAsync(activation.Engine.Stopping);
        });
        await beginning.Run(activation);
        if (beginning.Failure is null)
            return null;
        activation.Engine.Log.ActivationFailed(beginning.Failure, activation.Id);
        StopTimers();
        await Release();
        return beginning.Failure;
    }

    public async Task End(DeactivationReason reason, CancellationToken cancellationToken)
    {
        StopTimers();
        if (Grain is { } grain)
        {
            var ending = new LifecycleTurn(
                activation.Id, caller: null, nameof(Grain.OnDeactivateAsync), () => grain.OnDeactivateAsync(reason, cancellationToken));
            await ending.Run(activation);
            if (ending.Failure is { } failure)
                activation.Engine.Log.DeactivationFailed(failure, activation.Id);
        }

        await Release();
    }

    public ActivationTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new ActivationTimer(activation, callback, options);
        lock (timers)
            timers.Add(timer);
        return timer;
    }

    public void Forget(ActivationTimer timer)
    {
        lock (timers)
            timers.Remove(timer);
    }

    public void StopTimers()
    {
        ActivationTimer[] all;
        lock (timers)
            all = [.. timers];
        foreach (var timer in all)
            timer.Dispose();
    }

    private Grain Build()
    {
        scope = activation.Engine.Services.CreateAsyncScope();
        underConstruction = activation;
        try
        {
            return activation.Id.Class.Build(Services);
        }
        finally
        {
            underConstruction = null;
        }
    }

    private async Task Release()
    {
        try
        {
            if (Grain is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (Grain is IDisposable synchronous)
                synchronous.Dispose();
            if (scope is { } services)
                await services.DisposeAsync();
        }
        catch (Exception exception)
        {
            activation.Engine.Log.DeactivationFailed(exception, activation.Id);
        }
    }
}
