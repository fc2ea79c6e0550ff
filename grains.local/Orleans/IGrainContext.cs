namespace Orleans.Runtime;

/// <summary>One activation of a grain.</summary>
public interface IGrainContext
{
    /// <summary>The grain object; null until it is built.</summary>
    object? GrainInstance { get; }

    /// <summary>Services of this activation's scope.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has deactivated.</summary>
    Task Deactivated { get; }

    /// <summary>Deactivates once no turn runs; the token goes to <see cref="Grain.OnDeactivateAsync"/>.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
