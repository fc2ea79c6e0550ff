namespace Dispatch.Silo.Outbox;

/// <summary>Messages that commits left for the outside.</summary>
public interface IOutbox
{
    /// <summary>Takes messages due at or before now, oldest first; for the next minute no other process gets them.</summary>
    Task<IReadOnlyList<DueMessage>> Take(DateTimeOffset now, int limit, CancellationToken cancellationToken = default);

    /// <summary>Forgets messages that have arrived and puts off those that have not, counting the attempt.</summary>
    Task Settle(IReadOnlyList<string> arrived, IReadOnlyList<PutOff> putOff, CancellationToken cancellationToken = default);
}

/// <summary>A message to try again, not before an instant.</summary>
public sealed record PutOff(string Id, DateTimeOffset Until);
