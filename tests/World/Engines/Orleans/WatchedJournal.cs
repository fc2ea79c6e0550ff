using Dispatch.Grains.Journal;

namespace Dispatch.Tests.World;

/// <summary>A journal whose reads and commits count as being under way.</summary>
internal sealed class WatchedJournal(IJournal journal, Activity activity) : IJournal
{
    /// <inheritdoc />
    public async ValueTask<StoredEntity?> Load(string entityId, CancellationToken cancellationToken = default)
    {
        using (activity.Begin())
            return await journal.Load(entityId, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredEntity>> LoadAll(string kind, CancellationToken cancellationToken = default) => Watch(journal.LoadAll(kind, cancellationToken));

    /// <inheritdoc />
    public Task<long> Append(Commit commit, CancellationToken cancellationToken = default) => Watch(journal.Append(commit, cancellationToken));

    /// <inheritdoc />
    public Task Restore(string entityId, CancellationToken cancellationToken = default) => journal.Restore(entityId, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<TakenKey?> FindKey(string scope, string key, CancellationToken cancellationToken = default)
    {
        using (activity.Begin())
            return await journal.FindKey(scope, key, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEvent>> ReadEntity(string entityId, long afterVersion, int limit, CancellationToken cancellationToken = default) =>
        Watch(journal.ReadEntity(entityId, afterVersion, limit, cancellationToken));

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEvent>> ReadFeed(long afterSeq, int limit, CancellationToken cancellationToken = default) =>
        Watch(journal.ReadFeed(afterSeq, limit, cancellationToken));

    /// <inheritdoc />
    public Task<long> Head(CancellationToken cancellationToken = default) => Watch(journal.Head(cancellationToken));

    /// <inheritdoc />
    public Task<IReadOnlyList<DueEntity>> ReadDue(DateTimeOffset until, int limit, int? shard = null, CancellationToken cancellationToken = default) =>
        Watch(journal.ReadDue(until, limit, shard, cancellationToken));

    /// <inheritdoc />
    public Task<IReadOnlyList<Content>> ReadContent(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        Watch(journal.ReadContent(ids, cancellationToken));

    /// <inheritdoc />
    public Task<long> ReserveNumbers(string series, int count, CancellationToken cancellationToken = default) => Watch(journal.ReserveNumbers(series, count, cancellationToken));

    private async Task<T> Watch<T>(Task<T> work)
    {
        using (activity.Begin())
            return await work;
    }
}
