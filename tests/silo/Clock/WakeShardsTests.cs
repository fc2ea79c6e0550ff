using Dispatch.Silo.Clock;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;
using Npgsql;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Clock;

public sealed class WakeShardsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Ids = [.. Enumerable.Range(0, 400).Select(n => $"ticket/{n}"), "team/客服", "stock/east/P-1"];

    [Fact]
    public void Every_share_has_about_as_many_as_the_others()
    {
        var sizes = Ids.CountBy(WakeShards.Of).ToDictionary();
        Assert.Equal(Enumerable.Range(0, WakeShards.Count), sizes.Keys.Order());
        Assert.All(sizes.Values, size => Assert.InRange(size, 10, 45));
    }

    [Fact]
    public void A_share_is_found_again_by_the_key_of_its_grain()
    {
        Assert.Equal([.. Enumerable.Range(0, WakeShards.Count).Select(shard => (int?)shard)], Enumerable.Range(0, WakeShards.Count).Select(shard => WakeShards.OfKey(WakeShards.KeyOf(shard))));
        Assert.Null(WakeShards.OfKey(WakeShards.WholeKey));
    }

    [PostgresFact]
    public async Task The_database_puts_every_entity_into_the_same_share()
    {
        using var journal = OpenedJournal.Open(new(PostgresServer.Shared.CreateDatabase()), TimeProvider.System);
        await using var command = journal.Postgres!.CreateCommand("select wake_shard(id) from unnest($1) with ordinality as ids (id, n) order by n");
        command.Parameters.Add(new() { Value = Ids });
        await using var reader = await command.ExecuteReaderAsync();
        var theirs = new List<int>();
        while (await reader.ReadAsync())
            theirs.Add(reader.GetInt32(0));
        Assert.Equal(Ids.Select(WakeShards.Of), theirs);
    }

    [PostgresFact]
    public async Task The_shares_together_read_what_is_due_each_once_and_earliest_first()
    {
        using var opened = OpenedJournal.Open(new(PostgresServer.Shared.CreateDatabase()), TimeProvider.System);
        await Task.WhenAll(Ids.Select((id, n) => opened.Journal.Append(Commit(id, 0, wakeAt: Noon.AddSeconds(-n)))));
        await opened.Journal.Append(Commit("ticket/later", 0, wakeAt: Noon.AddSeconds(1)));

        var read = new List<string>();
        for (var shard = 0; shard < WakeShards.Count; shard++)
        {
            var due = await opened.Journal.ReadDue(Noon, 1_000, shard);
            Assert.Equal(due.OrderBy(entity => entity.WakeAt).ThenBy(entity => entity.EntityId, StringComparer.Ordinal), due);
            Assert.All(due, entity => Assert.Equal(shard, WakeShards.Of(entity.EntityId)));
            Assert.Equal(due.Take(3), await opened.Journal.ReadDue(Noon, 3, shard));
            read.AddRange(due.Select(entity => entity.EntityId));
        }
        Assert.Equal(Ids.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task A_share_is_read_from_its_part_of_the_index()
    {
        using var opened = OpenedJournal.Open(new(PostgresServer.Shared.CreateDatabase()), TimeProvider.System);
        await Task.WhenAll(Ids.Select(id => opened.Journal.Append(Commit(id, 0, wakeAt: Noon))));
        await using var connection = await opened.Postgres!.OpenConnectionAsync();
        await using var plan = new NpgsqlCommand(
            "set enable_seqscan = off; explain select id from entity where wake_shard(id) = 3 and wake_at <= 1 order by wake_at, id limit 5", connection);
        await using var reader = await plan.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        var text = reader.GetString(0);
        while (await reader.ReadAsync())
            text += $"\n{reader.GetString(0)}";
        Assert.Contains("entity_wake", text);
        Assert.DoesNotContain("Sort", text);
    }
}
