namespace Dispatch.Grains;

/// <summary>Something another grain must be told because of this entity's state. Idempotent at the receiver.</summary>
/// <param name="Id">Unique within the entity and stable: the same state gives the same id.</param>
/// <param name="Send">Tells the other grain; completing means it has been told, throwing means try again.</param>
public sealed record Reaction(string Id, Func<Task> Send)
{
    /// <summary>Whether the wake-up must see to it that the other grain is told; false where the receiver finds out by itself.</summary>
    public bool NeedsWake { get; init; } = true;
}
