using System.Text.Json;
using Dispatch.Grains.Journal;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Dispatch.Grains;

/// <summary>
/// The shell of every entity: loads the snapshot, hands commands to core, appends, applies, reacts. Rules live in core.
/// </summary>
/// <remarks>
/// State is believed only after the append succeeded; when it failed, the grain deactivates and the next call loads
/// what is true. What others must be told is derived from state (<see cref="Pending"/>): after a commit it is sent
/// without awaiting, and until it is acknowledged the entity's wake-up is at most <see cref="RetryAfter"/> away, so
/// that a crash in between heals by itself.
/// </remarks>
public abstract class EntityGrain<TState, TEvent>(EntityContext context) : Grain, IGrainWithStringKey, IWakeable
    where TState : class, IEntity<TState, TEvent>
    where TEvent : DomainEvent
{
    /// <summary>How long a reaction may stay unacknowledged before it is sent again, as the machine counts.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private static readonly EventKinds Kinds = EventKinds.Of<TEvent>();
    private readonly HashSet<string> acknowledged = new(StringComparer.Ordinal);
    private readonly HashSet<string> inFlight = new(StringComparer.Ordinal);
    private readonly HashSet<string> notTaken = new(StringComparer.Ordinal);
    private DateTimeOffset? storedWake;
    private bool archived;
    private ILogger? log;

    /// <summary>The state after the last successful append.</summary>
    protected TState State { get; private set; } = null!;

    /// <summary>Version of <see cref="State"/>; 0 when the entity does not exist yet.</summary>
    protected long Version { get; private set; }

    /// <summary>Bare id: the key without its kind.</summary>
    protected string Id { get; private set; } = "";

    /// <summary>Now, whole milliseconds.</summary>
    protected DateTimeOffset Now => context.Time.Now();

    /// <summary>How far the clock moves on while the machine waits so long.</summary>
    protected TimeSpan MachineWait(TimeSpan wait) => context.Time.WhileMachineWaits(wait);

    /// <summary>Structured log of this kind of grain.</summary>
    protected ILogger Log => log ??= context.Logs.CreateLogger(GetType());

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        Id = key[(TState.Kind.Length + 1)..];
        var stored = await context.Journal.Load(key, cancellationToken);
        if (stored is { } && stored.Shape > TState.Shape)
            throw new ShapeAheadException(key, stored.Shape, TState.Shape);
        State = stored is null
            ? TState.Initial(Id)
            : JsonSerializer.Deserialize<TState>(stored.State.Span, DispatchJson.Stored)!;
        (Version, storedWake, archived) = (stored?.Version ?? 0, stored?.WakeAt, stored is { Archived: true });
        // What its receiver finds out by itself was told when it came about; whatever comes to life for another reason need not tell it again.
        acknowledged.UnionWith(Pending(State).Where(reaction => !reaction.NeedsWake).Select(reaction => reaction.Id));
    }

    /// <inheritdoc />
    public virtual async Task Wake()
    {
        if (Version is 0)
            return;
        List<TEvent> events = [.. Heard(), .. DecideWake(Now).Events.Cast<TEvent>()];
        if (events.Count > 0)
            await Store(events, Origin.System, with: null);
        Send(Pending(State));
        await Touch(committed: events.Count > 0);
    }

    /// <summary>What time alone changes. Stale wakes have nothing to say.</summary>
    protected virtual Decision DecideWake(DateTimeOffset now) => Decision.Accept();

    /// <summary>The reaction table: who must still be told what, derived from state.</summary>
    protected virtual IEnumerable<Reaction> Pending(TState state) => [];

    /// <summary>The event by which a state that keeps news until it is heard lets go of some, or null. It goes with the next commit.</summary>
    /// <param name="heard">Whether a reaction was acknowledged.</param>
    protected virtual TEvent? LetGo(TState state, Func<string, bool> heard) => null;

    /// <summary>Adds what a commit writes besides events and snapshot: keys, contents, list row, outbox.</summary>
    protected virtual Commit Enrich(Commit commit, TState next, IReadOnlyList<TEvent> events) => commit;

    /// <summary>Called after each commit that had events, for news that may get lost: nothing here is sent again.</summary>
    protected virtual void Committed(IReadOnlyList<TEvent> events)
    {
    }

    /// <summary>When an event happened: the decision's instant unless the event carries its own.</summary>
    protected virtual DateTimeOffset InstantOf(TEvent @event, DateTimeOffset now) => now;

    /// <summary>Commits a decision's events, believes them, reacts, and answers with a receipt or the refusal.</summary>
    protected async Task<Outcome> Commit(Decision decision, Origin origin, Func<Commit, Commit>? with = null)
    {
        if (decision is { Rejection: null, Events.Count: > 0 })
            await Store([.. Heard(), .. decision.Events.Cast<TEvent>()], origin, with);
        else
            await MakeSureOfMemory();
        return decision.Rejection is { } rejection ? new Outcome.Rejected(rejection) : new Outcome.Accepted(Version);
    }

    private IEnumerable<TEvent> Heard() => LetGo(State, acknowledged.Contains) is { } heard ? [heard] : [];

    private async Task Store(IReadOnlyList<TEvent> events, Origin origin, Func<Commit, Commit>? with)
    {
        var now = Now;
        var next = events.Aggregate(State, (state, @event) => state.Apply(@event));
        var pending = Pending(next).ToList();
        var commit = Enrich(CommitOf(next, pending, now, origin) with
        {
            Events = [.. events.Select(@event => new EventToStore(Kinds.KindOf(@event), InstantOf(@event, now), EventKinds.Write(@event)))],
        }, next, events);
        await Append(with is null ? commit : with(commit));
        State = next;
        Send(pending);
        // What is no longer pending may become so again under the same id.
        acknowledged.IntersectWith(pending.Select(reaction => reaction.Id));
        notTaken.IntersectWith(pending.Select(reaction => reaction.Id));
        Committed(events);
    }

    /// <summary>Rewrites the wake-up where state and acknowledgements ask for another one than is stored.</summary>
    /// <param name="committed">Whether this very turn has passed the fence, so that memory is true.</param>
    private async Task Touch(bool committed)
    {
        var now = Now;
        var pending = Pending(State).ToList();
        var wanted = WakeFor(State, pending, now);
        // A wake-up that comes too early does nothing, so only one that is missing or late is worth a commit.
        if (storedWake is { } stored ? stored > now && (wanted is null || stored <= wanted) : wanted is null)
        {
            if (!committed)
                await MakeSureOfMemory();
            return;
        }
        await Append(CommitOf(State, pending, now, Origin.System));
    }

    /// <summary>
    /// Whoever has nothing to write does not pass the fence: an activation that lives on beside a newer one must not answer from what it remembers,
    /// neither that all is done nor that it cannot be, for other entities go by both.
    /// </summary>
    private async Task MakeSureOfMemory()
    {
        var stored = await context.Journal.Load(this.GetPrimaryKeyString());
        if ((stored?.Version ?? 0, stored?.WakeAt) == (Version, storedWake))
            return;
        DeactivateOnIdle();
        throw new VersionConflictException(this.GetPrimaryKeyString(), Version);
    }

    private Commit CommitOf(TState state, IReadOnlyList<Reaction> pending, DateTimeOffset now, Origin origin) =>
        new(this.GetPrimaryKeyString(), TState.Kind, state.Org, Version, [],
            JsonSerializer.SerializeToUtf8Bytes(state, DispatchJson.Stored), TState.Shape, WakeFor(state, pending, now))
        {
            Origin = origin,
        };

    private DateTimeOffset? WakeFor(TState state, IReadOnlyList<Reaction> pending, DateTimeOffset now)
    {
        var retry = pending.Where(reaction => reaction.NeedsWake && !acknowledged.Contains(reaction.Id))
            .Min(reaction => now + (notTaken.Contains(reaction.Id) ? reaction.AskAgainAfter : MachineWait(RetryAfter)) as DateTimeOffset?);
        return state.NextWake is { } own && (retry is null || own < retry) ? own : retry;
    }

    private async Task Append(Commit commit)
    {
        try
        {
            if (archived)
                await context.Journal.Restore(commit.EntityId);
            archived = false;
            Version = await context.Journal.Append(commit);
            storedWake = commit.WakeAt;
        }
        catch
        {
            // What is in memory may no longer be true: the next call loads again.
            DeactivateOnIdle();
            throw;
        }
    }

    private void Send(IEnumerable<Reaction> reactions)
    {
        foreach (var reaction in reactions)
        {
            if (acknowledged.Contains(reaction.Id) || !inFlight.Add(reaction.Id))
                continue;
            // A reaction is not part of the call that caused it: the caller does not wait for it.
            using (ExecutionContext.SuppressFlow())
                _ = Tell(reaction);
        }
    }

    private async Task Tell(Reaction reaction)
    {
        try
        {
            var taken = await reaction.Send();
            (taken ? acknowledged : notTaken).Add(reaction.Id);
            if (taken)
                notTaken.Remove(reaction.Id);
        }
        catch (Exception exception)
        {
            Log.LogWarning(exception, "Reaction {Reaction} of {Entity} was not acknowledged and will be sent again.", reaction.Id, this.GetPrimaryKeyString());
        }
        finally
        {
            inFlight.Remove(reaction.Id);
        }
    }
}
