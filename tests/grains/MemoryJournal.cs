using Dispatch.Grains;
using Dispatch.Grains.Journal;

namespace Dispatch.Tests.Grains;

/// <summary>A journal in memory that keeps the promises of a real one: the fence, keys, and a commit that takes time.</summary>
internal sealed class MemoryJournal(TimeProvider time, TimeSpan commitTakes) : IJournal
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, StoredEntity> entities = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scope, string Key), TakenKey> keys = [];
    private readonly Dictionary<string, Content> contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    private readonly List<JournalEvent> events = [];

    /// <summary>How many commits were made, those without events included.</summary>
    public int Commits { get; private set; }

    /// <summary>Says which commits get lost, as if whatever runs grains had died before them.</summary>
    public Func<Commit, bool>? Loses { get; set; }

    /// <summary>The earliest wake-up, or null.</summary>
    public DueEntity? NextDue => DueUntil(DateTimeOffset.MaxValue).FirstOrDefault();

    /// <summary>Kinds of all events of an entity, in order.</summary>
    public IEnumerable<string> KindsOf(string entityId) => EventsOf(entityId).Select(each => each.Kind);

    public ValueTask<StoredEntity?> Load(string entityId, CancellationToken cancellationToken = default)
    {
        lock (gate)
            return ValueTask.FromResult(entities.GetValueOrDefault(entityId));
    }

    public Task<IReadOnlyList<StoredEntity>> LoadAll(string kind, CancellationToken cancellationToken = default)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<StoredEntity>>([.. entities.Values.Where(entity => entity.Kind == kind)]);
    }

    public async Task<long> Append(Commit commit, CancellationToken cancellationToken = default)
    {
        await Task.Delay(commitTakes, time, cancellationToken);
        if (Loses?.Invoke(commit) is true)
            throw new JournalUnavailableException("The journal did not answer.");
        lock (gate)
            return Write(commit);
    }

    public Task Restore(string entityId, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask<TakenKey?> FindKey(string scope, string key, CancellationToken cancellationToken = default)
    {
        lock (gate)
            return ValueTask.FromResult(keys.GetValueOrDefault((scope, key)));
    }

    public Task<IReadOnlyList<JournalEvent>> ReadEntity(string entityId, long afterVersion, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<JournalEvent>>([.. EventsOf(entityId).Where(each => each.Version > afterVersion).Take(limit)]);

    public Task<IReadOnlyList<JournalEvent>> ReadFeed(long afterSeq, int limit, CancellationToken cancellationToken = default)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<JournalEvent>>([.. events.Where(each => each.Seq > afterSeq).Take(limit)]);
    }

    public Task<long> Head(CancellationToken cancellationToken = default)
    {
        lock (gate)
            return Task.FromResult((long)events.Count);
    }

    public Task<IReadOnlyList<DueEntity>> ReadDue(DateTimeOffset until, int limit, int? shard = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<DueEntity>>([.. DueUntil(until).Take(limit)]);

    public Task<IReadOnlyList<Content>> ReadContent(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<Content>>([.. ids.Where(contents.ContainsKey).Select(id => contents[id])]);
    }

    public Task<long> ReserveNumbers(string series, int count, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            var first = numbers.GetValueOrDefault(series) + 1;
            numbers[series] = first + count - 1;
            return Task.FromResult(first);
        }
    }

    private long Write(Commit commit)
    {
        if ((entities.GetValueOrDefault(commit.EntityId)?.Version ?? 0) != commit.ExpectedVersion)
            throw new VersionConflictException(commit.EntityId, commit.ExpectedVersion);
        if (commit.Keys.FirstOrDefault(key => keys.ContainsKey((key.Scope, key.Key))) is { } taken)
            throw new DuplicateKeyException(taken, keys[(taken.Scope, taken.Key)]);
        Commits++;
        foreach (var key in commit.Keys)
            keys[(key.Scope, key.Key)] = new(commit.EntityId, key.BodyHash);
        foreach (var content in commit.Content)
            contents[content.Id] = content;
        var version = commit.ExpectedVersion;
        foreach (var each in commit.Events)
        {
            events.Add(new(events.Count + 1, commit.EntityId, ++version, each.Kind, each.At, commit.Org, commit.Origin.Actor,
                commit.Origin.OnBehalfOf, commit.Origin.Correlation, commit.Origin.Causation, each.Config, each.Body));
        }
        entities[commit.EntityId] = new(commit.EntityId, commit.Kind, commit.Org, version, commit.Shape, commit.WakeAt, commit.State);
        return version;
    }

    private IEnumerable<JournalEvent> EventsOf(string entityId)
    {
        lock (gate)
            return events.FindAll(each => each.EntityId == entityId);
    }

    private IEnumerable<DueEntity> DueUntil(DateTimeOffset until)
    {
        lock (gate)
        {
            return [.. entities.Values.Where(entity => entity.WakeAt <= until).OrderBy(entity => entity.WakeAt)
                .Select(entity => new DueEntity(entity.Id, entity.Kind, entity.WakeAt))];
        }
    }
}
