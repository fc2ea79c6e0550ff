using Dispatch.Configuration;
using Dispatch.Flows;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Silo.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Silo.Hosting;

public sealed class FeedFollowerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly OpenedJournal opened = OpenedJournal.Open(new("Data Source=:memory:"), TimeProvider.System);
    private readonly FlakyJournal journal;
    private readonly ConfigurationCache cache;
    private readonly FeedFollower follower;

    public FeedFollowerTests()
    {
        journal = new(opened.Journal);
        cache = new(journal, ConfigurationSnapshot.Of(CaseTypes.Kind));
        var feed = new ChangeFeed(journal, TimeProvider.System, pollEvery: null);
        opened.Observers.Add(feed);
        follower = new(feed, cache, new(journal), TimeProvider.System, NullLogger<FeedFollower>.Instance);
    }

    public void Dispose()
    {
        follower.Dispose();
        opened.Dispose();
    }

    [Fact]
    public async Task A_started_host_has_what_was_published_and_follows_what_comes()
    {
        await Publish(1);
        await follower.StartAsync(CancellationToken.None);
        Assert.NotNull(cache.Current.Exact(CaseTypes.Kind, "consultation", 1));

        await Publish(2);
        await cache.WaitFor(new("case-type", "consultation", 2), CancellationToken.None).WaitAsync(Patience);
        await follower.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_journal_that_was_away_for_a_moment_is_followed_on_without_a_gap()
    {
        await follower.StartAsync(CancellationToken.None);
        journal.FailuresLeft = 1;
        await Publish(1);
        await Publish(2);
        await cache.WaitFor(new("case-type", "consultation", 2), CancellationToken.None).WaitAsync(Patience);
        await follower.StopAsync(CancellationToken.None);

        Assert.Equal(0, journal.FailuresLeft);
        Assert.NotNull(cache.Current.Exact(CaseTypes.Kind, "consultation", 1));
    }

    private Task<long> Publish(int version)
    {
        var shipped = ShippedCaseTypes.All.Single(document => document.Id == "consultation");
        var published = new DocumentPublished(shipped.Kind, shipped.Id, version, shipped.Body, Commits.Noon);
        return opened.Journal.Append(Commits.Commit("config/case-type/consultation", version - 1) with
        {
            Events = [new("document-published.v1", Commits.Noon, EventKinds.Write(published))],
        });
    }

    /// <summary>A journal whose feed fails a given number of times.</summary>
    private sealed class FlakyJournal(IJournal inner) : IJournal
    {
        private int failuresLeft;

        public int FailuresLeft
        {
            get => Volatile.Read(ref failuresLeft);
            set => Volatile.Write(ref failuresLeft, value);
        }

        public Task<IReadOnlyList<JournalEvent>> ReadFeed(long afterSeq, int limit, CancellationToken cancellationToken = default)
        {
            if (FailuresLeft <= 0)
                return inner.ReadFeed(afterSeq, limit, cancellationToken);
            FailuresLeft--;
            throw new JournalUnavailableException("The database is away.");
        }

        public ValueTask<StoredEntity?> Load(string entityId, CancellationToken cancellationToken = default) => inner.Load(entityId, cancellationToken);

        public Task<IReadOnlyList<StoredEntity>> LoadAll(string kind, CancellationToken cancellationToken = default) => inner.LoadAll(kind, cancellationToken);

        public Task<long> Append(Commit commit, CancellationToken cancellationToken = default) => inner.Append(commit, cancellationToken);

        public Task Restore(string entityId, CancellationToken cancellationToken = default) => inner.Restore(entityId, cancellationToken);

        public ValueTask<TakenKey?> FindKey(string scope, string key, CancellationToken cancellationToken = default) => inner.FindKey(scope, key, cancellationToken);

        public Task<IReadOnlyList<JournalEvent>> ReadEntity(string entityId, long afterVersion, int limit, CancellationToken cancellationToken = default) =>
            inner.ReadEntity(entityId, afterVersion, limit, cancellationToken);

        public Task<long> Head(CancellationToken cancellationToken = default) => inner.Head(cancellationToken);

        public Task<IReadOnlyList<DueEntity>> ReadDue(DateTimeOffset until, int limit, int? shard = null, CancellationToken cancellationToken = default) =>
            inner.ReadDue(until, limit, shard, cancellationToken);

        public Task<IReadOnlyList<Content>> ReadContent(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
            inner.ReadContent(ids, cancellationToken);

        public Task<long> ReserveNumbers(string series, int count, CancellationToken cancellationToken = default) =>
            inner.ReserveNumbers(series, count, cancellationToken);
    }
}
