using System.Collections.Concurrent;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Access;

/// <summary>Principals in the journal: read with a short memory, changed under the journal's fence.</summary>
/// <remarks>Requests read principals far more often than anything changes them, so no grain stands in between.</remarks>
public sealed class PrincipalStore(IJournal journal, TimeProvider time)
{
    private const int Attempts = 5;
    private const int Shape = 1;
    private const string KeyScope = "access-key";

    /// <summary>How long another process's change may go unnoticed.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, Remembered> principals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> holders = new(StringComparer.Ordinal);

    /// <summary>A principal by id, at most five seconds old; null when there is none.</summary>
    public async ValueTask<Principal?> Find(string id, CancellationToken cancellationToken)
    {
        if (principals.TryGetValue(id, out var known) && time.OfMachine().GetElapsedTime(known.ReadAt) < Memory)
            return known.State;
        return (await Load(id, cancellationToken))?.State;
    }

    /// <summary>A principal as it is now with its version, for who means to change it; null when there is none.</summary>
    public async Task<Snapshot<Principal>?> Read(string id, CancellationToken cancellationToken) =>
        await Load(id, cancellationToken) is { } known ? new(known.State, known.Version) : null;

    /// <summary>All principals as they are now, by id.</summary>
    public async Task<IReadOnlyList<Principal>> All(CancellationToken cancellationToken) =>
        [.. (await journal.LoadAll("principal", cancellationToken)).Select(StateOf)];

    /// <summary>Whose key this is, by the hash of the secret; null when unknown, revoked, expired or its holder disabled.</summary>
    public async ValueTask<(Principal Principal, AccessKey Key)?> FindByKey(string hash, CancellationToken cancellationToken)
    {
        if (!holders.TryGetValue(hash, out var id))
        {
            if (await journal.FindKey(KeyScope, hash, cancellationToken) is not { } taken)
                return null;
            id = holders[hash] = taken.EntityId[(EntityId("").Length)..];
        }
        if (await Find(id, cancellationToken) is not { Disabled: false } principal)
            return null;
        var key = principal.Keys.FirstOrDefault(key => key.Hash == hash);
        return key is not null && key.IsValidAt(time.Now()) ? (principal, key) : null;
    }

    /// <summary>Decides and commits; null when accepted. A repeat under the origin's idempotency key changes nothing and is accepted.</summary>
    /// <exception cref="DuplicateKeyException">The idempotency key was used for another body.</exception>
    public async Task<Rejection?> Handle(string id, PrincipalCommand command, Origin origin, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var known = await Load(id, cancellationToken);
            var decision = PrincipalDecisions.Decide(known?.State, command, time.Now());
            var refusal = decision.Rejection ?? Stale(origin, known);
            if (refusal is not null)
                return await IsRepeat(origin, cancellationToken) ? null : refusal;
            if (decision.Events is [])
                return null;
            try
            {
                await Append(id, known, decision.Events, origin, cancellationToken);
                return null;
            }
            catch (VersionConflictException) when (attempt < Attempts)
            {
            }
            catch (DuplicateKeyException duplicate) when (duplicate.Holder.BodyHash == origin.BodyHash)
            {
                return null;
            }
        }
    }

    /// <summary>Marks an idempotency key as used by a principal, for requests that may safely run twice.</summary>
    public async Task TakeKey(string id, Origin origin, CancellationToken cancellationToken)
    {
        for (var attempt = 1; await Load(id, cancellationToken) is { } known; attempt++)
        {
            try
            {
                await Append(id, known, [], origin, cancellationToken);
                return;
            }
            catch (VersionConflictException) when (attempt < Attempts)
            {
            }
            catch (DuplicateKeyException duplicate) when (duplicate.Holder.BodyHash == origin.BodyHash)
            {
                return;
            }
        }
    }

    private async Task Append(
        string id, Remembered? known, IReadOnlyList<DomainEvent> events, Origin origin, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var next = events.Aggregate(known?.State, (state, @event) => Principal.Apply(state, (PrincipalEvent)@event))!;
        var kinds = EventKinds.Of<PrincipalEvent>();
        var version = await journal.Append(
            new(
                EntityId(id), "principal", next.Org, known?.Version ?? 0,
                [.. events.Select(@event => new EventToStore(kinds.KindOf(@event), now, EventKinds.Write(@event)))],
                JsonSerializer.SerializeToUtf8Bytes(next, DispatchJson.Stored), Shape, WakeAt: null)
            {
                Origin = origin,
                Keys = [.. Keys(events, origin, now)],
            },
            cancellationToken);
        principals[id] = new(next, version, time.OfMachine().GetTimestamp());
    }

    private static IEnumerable<IdempotencyKey> Keys(IReadOnlyList<DomainEvent> events, Origin origin, DateTimeOffset now)
    {
        if (origin is { Key: { } key, BodyHash: { } hash })
            yield return new(origin.Actor, key, hash, now + KeyLifetime);
        foreach (var issued in events.OfType<KeyIssued>())
            yield return new(KeyScope, issued.Key.Hash, "", ExpiresAt: null);
    }

    private static Rejection? Stale(Origin origin, Remembered? known) =>
        origin.IfVersion is { } seen && seen != (known?.Version ?? 0)
            ? Rejection.Of(RejectionCode.VersionStale, ("seen", seen), ("current", known?.Version ?? 0))
            : null;

    private async Task<bool> IsRepeat(Origin origin, CancellationToken cancellationToken) =>
        origin.Key is { } key
        && await journal.FindKey(origin.Actor, key, cancellationToken) is { } taken
        && taken.BodyHash == origin.BodyHash;

    private async Task<Remembered?> Load(string id, CancellationToken cancellationToken)
    {
        if (await journal.Load(EntityId(id), cancellationToken) is not { } stored)
            return null;
        return principals[id] = new(StateOf(stored), stored.Version, time.OfMachine().GetTimestamp());
    }

    private static Principal StateOf(StoredEntity stored) => JsonSerializer.Deserialize<Principal>(stored.State.Span, DispatchJson.Stored)!;

    private static string EntityId(string id) => $"principal/{id}";

    private sealed record Remembered(Principal State, long Version, long ReadAt);
}
