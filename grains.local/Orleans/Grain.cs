using Dispatch.Grains.Local;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of every grain class. One turn at a time: no two turns of one activation ever overlap, also across <c>await</c>.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Called by the engine while it builds an activation; a grain built outside the engine has no context.</summary>
    protected Grain() => GrainContext = GrainLife.UnderConstruction!;

    /// <summary>The activation that this grain is the instance of.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>Finds other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Engine;

    /// <summary>Services of this activation's scope.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    internal Activation Activation => GrainContext as Activation
        ?? throw new InvalidOperationException($"{GetType().Name} was not built by the engine and has no activation.");

    /// <summary>Runs before the first call. An exception fails the calls that wait and drops the activation.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last turn. Not called when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates once the current turn has ended; calls that wait go to a new activation.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps the activation from idle deactivation for this long; zero or less takes that back, <see cref="TimeSpan.MaxValue"/> means for good.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
