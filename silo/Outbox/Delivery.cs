namespace Dispatch.Silo.Outbox;

/// <summary>What became of an attempt to send a message.</summary>
/// <param name="Outcome">In one word, as metrics count it.</param>
/// <param name="IsDone">Whether the message is done with; else it is tried again.</param>
/// <param name="Until">When to try again; null as soon as somebody may have come who takes it.</param>
public sealed record Delivery(string Outcome, bool IsDone, DateTimeOffset? Until = null)
{
    /// <summary>It has arrived.</summary>
    public static Delivery Sent { get; } = new("sent", IsDone: true);

    /// <summary>What it tells is no longer so.</summary>
    public static Delivery Withdrawn { get; } = new("withdrawn", IsDone: true);

    /// <summary>There is nobody to take it, who may yet come.</summary>
    public static Delivery Untaken { get; } = new("untaken", IsDone: false);

    /// <summary>It could not be sent.</summary>
    public static Delivery Failed { get; } = new("failed", IsDone: false);

    /// <summary>It is not time yet.</summary>
    public static Delivery NotBefore(DateTimeOffset until) => new("deferred", IsDone: false, until);
}
