namespace Dispatch.Grains;

/// <summary>Something another grain must be told because of this entity's state. Idempotent at the receiver.</summary>
/// <param name="Id">Unique within the entity and stable: the same state gives the same id.</param>
/// <param name="Send">Tells the other grain and says whether it took it; throwing, or false, means try again.</param>
public sealed record Reaction(string Id, Func<Task<bool>> Send)
{
    /// <summary>A reaction that is taken when telling completes.</summary>
    public Reaction(string id, Func<Task> send)
        : this(id, async () =>
        {
            await send();
            return true;
        })
    {
    }

    /// <summary>When to try again what was told and not taken; what was never answered is tried sooner.</summary>
    public TimeSpan AskAgainAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the wake-up must see to it that the other grain is told; false where the receiver finds out by itself.</summary>
    public bool NeedsWake { get; init; } = true;
}
