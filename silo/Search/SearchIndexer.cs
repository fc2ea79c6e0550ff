using System.Security.Cryptography;
using System.Text;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Lists;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Search;

/// <summary>Fills the search index from the change feed, a moment behind the commits and never inside them.</summary>
public sealed class SearchIndexer(
    ChangeFeed feed, IJournal journal, ITicketList tickets, ISearchIndex index, Turns turns, TimeProvider time, ILogger<SearchIndexer> log)
{
    private const string TicketPrefix = "ticket/";

    /// <summary>Pause between two writes: short enough to be found within two seconds, long enough to gather many changes into one write.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    /// <summary>How many events may pass that change nothing searchable before the position is written all the same.</summary>
    private const int EventsBetweenPositions = 10_000;

    // What was read before an erasure must not be written after it. Between processes the index sees to it; here only one at a time asks it.
    private readonly SemaphoreSlim writing = new(1);
    private long indexed;

    /// <summary>The sequence number up to which every ticket can be found.</summary>
    public long Indexed => Interlocked.Read(ref indexed);

    /// <summary>Follows the feed until cancelled, in one process of a cluster at a time; an outage of the database only delays it.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await turns.Keep("search", time, Follow, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "The search index could not be written and will be tried again.");
                await Task.Delay(TimeSpan.FromSeconds(1), time.OfMachine(), CancellationToken.None);
            }
        }
    }

    /// <summary>Indexes tickets anew whatever the index holds, such as after texts of theirs were erased.</summary>
    public async Task Reindex(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        await Write(await tickets.ByIds(ids, cancellationToken), position: null, cancellationToken);

    private async Task Follow(CancellationToken cancellationToken)
    {
        var written = await index.Position(cancellationToken);
        await foreach (var batch in feed.Read(written, cancellationToken))
        {
            var stale = await Stale(batch, cancellationToken);
            var position = batch[^1].Seq;
            var wrote = stale.Count > 0 || position - written >= EventsBetweenPositions;
            if (wrote)
                await Write(stale, written = position, cancellationToken);
            Interlocked.Exchange(ref indexed, position);
            if (wrote && batch.Count < ChangeFeed.BatchLimit)
                await Task.Delay(Pause, time.OfMachine(), cancellationToken);
        }
    }

    private async Task Write(IReadOnlyList<TicketRow> rows, long? position, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await index.Write(() => Documents(rows, cancellationToken), position, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task<IReadOnlyList<TicketRow>> Stale(IReadOnlyList<JournalEvent> batch, CancellationToken cancellationToken)
    {
        var ids = batch
            .Where(stored => stored.EntityId.StartsWith(TicketPrefix, StringComparison.Ordinal))
            .Select(stored => stored.EntityId[TicketPrefix.Length..]).Distinct().ToList();
        if (ids.Count is 0)
            return [];
        var known = await index.Fingerprints(ids, cancellationToken);
        return [.. (await tickets.ByIds(ids, cancellationToken)).Where(row => known.GetValueOrDefault(row.Id) != FingerprintOf(row))];
    }

    private async Task<IReadOnlyList<SearchDocument>> Documents(IReadOnlyList<TicketRow> rows, CancellationToken cancellationToken)
    {
        var texts = (await journal.ReadContent([.. rows.SelectMany(row => row.ContentIds).Distinct()], cancellationToken))
            .ToDictionary(content => content.Id, content => content.Text, StringComparer.Ordinal);
        return [.. rows.Select(row => new SearchDocument(row.Id, FingerprintOf(row), SearchText.Tokens(
            [row.Number, row.OrderNumber, row.ExternalRef, row.Product, .. row.ContentIds.Select(texts.GetValueOrDefault)])))];
    }

    // A content never changes under its id, so the ids stand for the texts.
    private static string FingerprintOf(TicketRow row) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', [row.Number, row.OrderNumber, row.ExternalRef, row.Product, .. row.ContentIds]))), 0, 8);
}
