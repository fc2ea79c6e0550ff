using Dispatch.Configuration;
using Dispatch.Flows;
using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Silo.Journal;

namespace Dispatch.Tests.Silo.Configuration;

public sealed class ConfigurationCacheTests : IDisposable
{
    private static readonly ConfigurationSnapshot Empty = ConfigurationSnapshot.Of(CaseTypes.Kind);

    private readonly OpenedJournal opened = OpenedJournal.Open(new("Data Source=:memory:"), new VirtualTime(Commits.Noon));

    private IJournal Journal => opened.Journal;

    public void Dispose() => opened.Dispose();

    [Fact]
    public async Task Loading_finds_teams_and_every_version()
    {
        await FoundTeams();
        await Publish("return", 1, "Return");
        await Publish("return", 2, "Send back");
        await Journal.Append(Commits.Commit("ticket/1", 0));

        var cache = new ConfigurationCache(Journal, Empty);
        Assert.Equal(5, await cache.Load());

        Assert.Equal(["finance", "warehouse"], cache.Current.Teams);
        Assert.Equal("Send back", cache.Current.Current(CaseTypes.Kind, "return")?.Value.Definition.Name.En);
        Assert.Equal("Return", cache.Current.Exact(CaseTypes.Kind, "return", 1)?.Value.Definition.Name.En);
        Assert.Empty(cache.Current.Faults);
    }

    [Fact]
    public async Task The_feed_brings_teams_and_documents_in_their_order()
    {
        var cache = new ConfigurationCache(Journal, Empty);
        var head = await cache.Load();
        await FoundTeams();
        await Publish("return", 1, "Return");

        cache.Take(await Journal.ReadFeed(head, 100));

        Assert.Equal("case-type/return@1", cache.Current.Current(CaseTypes.Kind, "return")?.Ref.ToString());
    }

    [Fact]
    public async Task Whoever_catches_up_has_it_before_the_feed_brings_it_and_once()
    {
        var cache = new ConfigurationCache(Journal, Empty);
        await cache.Load();
        await FoundTeams();
        await Publish("return", 1, "Return");

        await cache.CatchUp();
        var caughtUp = cache.Current;
        Assert.Equal("case-type/return@1", caughtUp.Current(CaseTypes.Kind, "return")?.Ref.ToString());
        Assert.Equal(["finance", "warehouse"], caughtUp.Teams);
        cache.Take(await Journal.ReadFeed(0, 100));
        Assert.Equal(caughtUp.CurrentRefs, cache.Current.CurrentRefs);
        Assert.Empty(cache.Current.Faults);
    }

    [Fact]
    public async Task A_loaded_and_a_followed_snapshot_hold_the_same()
    {
        var followed = new ConfigurationCache(Journal, Empty);
        await followed.Load();
        await FoundTeams();
        await Publish("return", 1, "Return");
        await Publish("return", 2, "Send back");
        followed.Take(await Journal.ReadFeed(0, 100));
        var loaded = new ConfigurationCache(Journal, Empty);
        await loaded.Load();

        Assert.Equal(loaded.Current.CurrentRefs, followed.Current.CurrentRefs);
        Assert.Equal(loaded.Current.Teams, followed.Current.Teams);
    }

    [Fact]
    public async Task Whoever_published_waits_until_the_feed_has_brought_it()
    {
        var cache = new ConfigurationCache(Journal, Empty);
        await FoundTeams();
        await Publish("return", 1, "Return");

        var seen = cache.WaitFor(new("case-type", "return", 1), CancellationToken.None);
        Assert.False(seen.IsCompleted);
        cache.Take(await Journal.ReadFeed(0, 100));
        await seen;
        Assert.True(cache.WaitFor(new("case-type", "return", 1), CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task News_of_tickets_leave_the_snapshot_alone()
    {
        var cache = new ConfigurationCache(Journal, Empty);
        await FoundTeams();
        await cache.Load();
        var before = cache.Current;
        await Journal.Append(Commits.Commit("ticket/1", 0));
        await Journal.Append(Commits.Commit("team/finance", 1));

        cache.Take(await Journal.ReadFeed(0, 100));

        Assert.Same(before, cache.Current);
    }

    private async Task FoundTeams()
    {
        foreach (var team in ShippedCaseTypes.Teams)
            await Journal.Append(Commits.Commit($"team/{team}", 0));
    }

    private Task<long> Publish(string id, int version, string name)
    {
        var shipped = ShippedCaseTypes.All.Single(document => document.Id == id);
        var body = JsonBody.Parse(shipped.Body.Text.Replace("\"en\":\"Return\"", $"\"en\":\"{name}\"", StringComparison.Ordinal));
        var published = new DocumentPublished(shipped.Kind, id, version, body, Commits.Noon);
        return Journal.Append(Commits.Commit($"config/case-type/{id}", version - 1) with
        {
            Events = [new("document-published.v1", Commits.Noon, EventKinds.Write(published))],
        });
    }
}
