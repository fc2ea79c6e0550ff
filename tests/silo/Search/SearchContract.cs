using Dispatch.Grains.Journal;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Search;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Search;

/// <summary>What search must find on every database, filled through the feed.</summary>
public abstract class SearchContract : IDisposable
{
    private readonly OpenedJournal opened;
    private readonly CancellationTokenSource stopping = new();
    private readonly SearchIndexer indexer;
    private readonly Task following;

    protected SearchContract(JournalOptions options)
    {
        opened = OpenedJournal.Open(options, TimeProvider.System);
        var feed = new ChangeFeed(opened.Journal, TimeProvider.System, TimeSpan.FromMilliseconds(200));
        opened.Observers.Add(feed);
        indexer = new(feed, opened.Journal, opened.Tickets, opened.Search, new(opened), TimeProvider.System, NullLogger<SearchIndexer>.Instance);
        following = Task.Run(() => indexer.Run(stopping.Token));
    }

    public void Dispose()
    {
        stopping.Cancel();
        following.Wait();
        opened.Dispose();
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task A_search_for_returns_finds_them_in_Chinese()
    {
        await Write("a", "客户要求退货，包装破损");
        await Write("b", "货退不了 repair please");
        await Write("c", "退");

        Assert.Equal("a", await Find("退货"));
        Assert.Equal("a", await Find("要求退货"));
        Assert.Equal("a b c", await Find("退"));
        Assert.Equal("a", await Find("损"));
    }

    [StorageFact]
    public async Task Number_order_product_and_reference_are_found_by_their_beginning()
    {
        await Write("a", "x", row => row with { Number = "D-1000123", OrderNumber = "SO/99-ABC", Product = "Washer X200", ExternalRef = "shop:4711" });
        await Write("b", "y");

        foreach (var typed in new[] { "D-1000123", "1000", "so/99-abc", "wash", "X200", "shop:4711" })
            Assert.Equal("a", await Find(typed));
        Assert.Equal("", await Find("1000124"));
        Assert.Equal("", await Find("washer 4712"));
    }

    [StorageFact]
    public async Task Typed_signs_of_the_query_language_are_only_signs()
    {
        await Write("a", "alpha beta");

        Assert.Equal("a", await Find("alpha' | !beta:* \"NOT\" -- ;".Replace("NOT", "", StringComparison.Ordinal)));
        Assert.Equal("", await Find("alpha AND gamma"));
    }

    [StorageFact]
    public async Task A_text_added_later_is_found_and_one_taken_away_is_not()
    {
        await Write("a", "first text");
        await opened.Journal.Append(Commit("ticket/a", 1) with
        {
            Content = [new("a-2", null, "note", "second words")],
            Row = Row("a", "D-a") with { ContentIds = ["a-2"] },
        });

        Assert.Equal("a", await Find("second"));
        Assert.Equal("", await Find("first"));
    }

    [StorageFact]
    public async Task Search_goes_together_with_other_filters_and_counts()
    {
        await Write("a", "退货");
        await Write("b", "退货", row => row with { Status = "closed" });

        Assert.Equal("a b", await Find("退货"));
        Assert.Equal(["a"], (await opened.Tickets.Read(new() { Search = "退货", Statuses = ["open"] })).Rows.Select(row => row.Id));
        Assert.Equal(2, (await opened.Tickets.Count(new() { Search = "退货" }, [])).Single().Count);
    }

    private Task<long> Write(string id, string text, Func<TicketRow, TicketRow>? with = null) => opened.Journal.Append(Commit($"ticket/{id}", 0) with
    {
        Content = [new($"{id}-1", null, "description", text)],
        Row = (with ?? (row => row))(Row(id, $"D-{id}") with { ContentIds = [$"{id}-1"] }),
    });

    private async Task<string> Find(string text)
    {
        var head = await opened.Journal.Head();
        while (indexer.Indexed < head)
            await Task.Delay(10);
        return string.Join(' ', (await opened.Tickets.Read(new() { Search = text })).Rows.Select(row => row.Id).Order(StringComparer.Ordinal));
    }
}

public sealed class SqliteSearchTests() : SearchContract(new("Data Source=:memory:"));

[OnPostgres]
public sealed class PostgresSearchTests() : SearchContract(new(PostgresServer.Shared.CreateDatabase()));
