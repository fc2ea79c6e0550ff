namespace Dispatch.Grains.Journal;

/// <summary>Everything that one decision writes, in one transaction or not at all.</summary>
/// <param name="EntityId">Grain key of the entity, such as <c>ticket/0b2…</c>.</param>
/// <param name="Kind">Kind of entity: the key's first segment.</param>
/// <param name="Org">Org path that owns the entity.</param>
/// <param name="ExpectedVersion">The version the decision was made on; 0 creates. The fence: any other stored version refuses the commit.</param>
/// <param name="Events">In order; each raises the version by one. None: only snapshot and wake-up change, the version stays.</param>
/// <param name="State">Snapshot after the events, UTF-8 JSON, under 16 KB.</param>
/// <param name="Shape">Shape number of the snapshot.</param>
/// <param name="WakeAt">The earliest instant the entity waits for, or null.</param>
public sealed record Commit(
    string EntityId,
    string Kind,
    string Org,
    long ExpectedVersion,
    IReadOnlyList<EventToStore> Events,
    ReadOnlyMemory<byte> State,
    int Shape,
    DateTimeOffset? WakeAt)
{
    /// <summary>Who asked for it, and why.</summary>
    public Origin Origin { get; init; } = Origin.System;

    /// <summary>Messages to the outside, sent after the commit at least once.</summary>
    public IReadOnlyList<OutboxMessage> Outbox { get; init; } = [];

    /// <summary>Idempotency keys that this commit takes; one already taken refuses the commit.</summary>
    public IReadOnlyList<IdempotencyKey> Keys { get; init; } = [];

    /// <summary>Personal data and free text, erasable without touching events.</summary>
    public IReadOnlyList<Content> Content { get; init; } = [];

    /// <summary>The entity's row in the ticket list; null leaves the list alone.</summary>
    public TicketRow? Row { get; init; }
}

/// <summary>One event ready to store.</summary>
/// <param name="Kind">Published kind, such as <c>ticket-opened.v1</c>.</param>
/// <param name="At">When it happened (a due instant for timed events, else the instant of the decision).</param>
/// <param name="Body">UTF-8 JSON without discriminator.</param>
public sealed record EventToStore(string Kind, DateTimeOffset At, ReadOnlyMemory<byte> Body)
{
    /// <summary>Versions of the configuration that the decision used, such as <c>case-type/repair@3 routing-rules/default@1</c>.</summary>
    public string? Config { get; init; }
}

/// <summary>A message that leaves the system (notification, webhook).</summary>
public sealed record OutboxMessage(string Id, string Channel, DateTimeOffset NotBefore, ReadOnlyMemory<byte> Body);

/// <summary>A key that makes a create repeatable: scoped to the principal (or to a channel), kept seven days or, for external references, for ever.</summary>
/// <param name="Scope">Principal id, or <c>channel:{channel}</c>.</param>
/// <param name="Key">What the caller sent.</param>
/// <param name="BodyHash">SHA-256 of the request body, hex: the same key with another body is a conflict.</param>
/// <param name="ExpiresAt">When it may be forgotten; null keeps it for ever.</param>
public sealed record IdempotencyKey(string Scope, string Key, string BodyHash, DateTimeOffset? ExpiresAt);
