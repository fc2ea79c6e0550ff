namespace Dispatch.Grains.Journal;

/// <summary>The store of record. Appends are grouped: one writer per process commits all that is pending in one transaction.</summary>
public interface IJournal
{
    /// <summary>The entity's snapshot, from the archive as well, or null when it does not exist.</summary>
    ValueTask<StoredEntity?> Load(string entityId, CancellationToken cancellationToken = default);

    /// <summary>Snapshots of all entities of a kind, by id. For kinds that stay few: configuration, teams, engineers, zones.</summary>
    Task<IReadOnlyList<StoredEntity>> LoadAll(string kind, CancellationToken cancellationToken = default);

    /// <summary>Commits durably and returns the new version.</summary>
    /// <exception cref="VersionConflictException">Another activation won; nothing of this commit was written.</exception>
    /// <exception cref="DuplicateKeyException">An idempotency key is taken; nothing of this commit was written.</exception>
    /// <exception cref="JournalUnavailableException">The database did not take it, or its answer was lost.</exception>
    Task<long> Append(Commit commit, CancellationToken cancellationToken = default);

    /// <summary>Brings an entity back from the archive, so that it can be appended to; one that is not there changes nothing.</summary>
    Task Restore(string entityId, CancellationToken cancellationToken = default);

    /// <summary>Who holds an idempotency key, or null.</summary>
    ValueTask<TakenKey?> FindKey(string scope, string key, CancellationToken cancellationToken = default);

    /// <summary>Events of one entity after a version, oldest first.</summary>
    Task<IReadOnlyList<JournalEvent>> ReadEntity(string entityId, long afterVersion, int limit, CancellationToken cancellationToken = default);

    /// <summary>Events of all entities after a sequence number, in commit order, without gaps.</summary>
    Task<IReadOnlyList<JournalEvent>> ReadFeed(long afterSeq, int limit, CancellationToken cancellationToken = default);

    /// <summary>The last sequence number committed; 0 when empty.</summary>
    Task<long> Head(CancellationToken cancellationToken = default);

    /// <summary>Entities whose wake-up lies at or before an instant, earliest first.</summary>
    /// <param name="shard">Only those that fall to one share of a clock that many processes share; null for all.</param>
    Task<IReadOnlyList<DueEntity>> ReadDue(DateTimeOffset until, int limit, int? shard = null, CancellationToken cancellationToken = default);

    /// <summary>Texts by id; erased or unknown ones are left out.</summary>
    Task<IReadOnlyList<Content>> ReadContent(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default);

    /// <summary>Reserves the next block of a named number series and returns its first number.</summary>
    Task<long> ReserveNumbers(string series, int count, CancellationToken cancellationToken = default);
}

/// <summary>Hears of every commit of this process after it is durable, in commit order, on the writer's thread: must return at once.</summary>
public interface ICommitObserver
{
    /// <summary>A batch is durable.</summary>
    /// <param name="head">The journal's last sequence number after the batch.</param>
    /// <param name="wakes">Entities of the batch with their new wake-up.</param>
    /// <param name="events">Events of the batch, in order.</param>
    void Committed(long head, IReadOnlyList<DueEntity> wakes, IReadOnlyList<JournalEvent> events);
}

/// <summary>A loaded snapshot.</summary>
public sealed record StoredEntity(string Id, string Kind, string Org, long Version, int Shape, DateTimeOffset? WakeAt, ReadOnlyMemory<byte> State)
{
    /// <summary>Whether it lies in the archive: <see cref="IJournal.Restore"/> brings it back before it changes.</summary>
    public bool Archived { get; init; }
}

/// <summary>An entity and the instant it wants to be woken; null means never.</summary>
public sealed record DueEntity(string EntityId, string Kind, DateTimeOffset? WakeAt);

/// <summary>Holder of an idempotency key.</summary>
public sealed record TakenKey(string EntityId, string BodyHash);

/// <summary>A stored event.</summary>
/// <param name="Seq">Position in the journal: no gaps, commit order.</param>
/// <param name="Kind">Published kind of the event.</param>
/// <param name="At">When it happened.</param>
public sealed record JournalEvent(
    long Seq, string EntityId, long Version, string Kind, DateTimeOffset At, string Org,
    string Actor, string? OnBehalfOf, string? Correlation, string? Causation, string? Config, ReadOnlyMemory<byte> Body);

/// <summary>The stored version is not the one the decision was made on.</summary>
public sealed class VersionConflictException(string entityId, long expected)
    : Exception($"{entityId} is no longer at version {expected}: another activation committed first.");

/// <summary>An idempotency key of the commit is already taken.</summary>
public sealed class DuplicateKeyException(IdempotencyKey key, TakenKey holder)
    : Exception($"The key of scope {key.Scope} is taken by {holder.EntityId}.")
{
    /// <summary>The key at fault.</summary>
    public IdempotencyKey Key { get; } = key;

    /// <summary>Who has it.</summary>
    public TakenKey Holder { get; } = holder;
}

/// <summary>The database cannot be reached or refused for reasons of its own; whether the commit holds is unknown until loaded again.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
