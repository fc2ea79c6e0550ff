namespace Dispatch.Silo.Outbox;

/// <summary>Messages that commits left for the outside.</summary>
public interface IOutbox
{
    /// <summary>Takes messages of a channel due at or before now, oldest first; for the next minute no other process gets them.</summary>
    Task<IReadOnlyList<DueMessage>> Take(string channel, DateTimeOffset now, int limit, CancellationToken cancellationToken = default);

    /// <summary>Forgets messages that are done with and puts off the others.</summary>
    Task Settle(IReadOnlyList<string> done, IReadOnlyList<PutOff> putOff, CancellationToken cancellationToken = default);
}

/// <summary>A message to try again, not before an instant.</summary>
/// <param name="InVain">Whether the attempt counts: it failed, or nobody took it.</param>
public sealed record PutOff(string Id, DateTimeOffset Until, bool InVain);
