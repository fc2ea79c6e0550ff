using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;

namespace Dispatch.Tests.Silo.Journal;

public sealed class SharedLoadsTests
{
    private readonly List<string[]> readings = [];
    private readonly Queue<TaskCompletionSource> gates = new();
    private readonly SharedLoads loads;

    public SharedLoadsTests() => loads = new(Read);

    [Fact]
    public async Task Whoever_asks_while_a_reading_is_under_way_shares_the_next_one()
    {
        var (first, second) = (Gate(), Gate());
        var one = loads.Load("ticket/1", default);
        Task<StoredEntity?>[] others = [loads.Load("ticket/2", default), loads.Load("ticket/3", default), loads.Load("ticket/2", default)];
        first.SetResult();
        second.SetResult();

        Assert.Equal("ticket/1", (await one)!.Id);
        Assert.Equal(["ticket/2", "ticket/3", "ticket/2"], (await Task.WhenAll(others)).Select(found => found!.Id));
        Assert.Equal([["ticket/1"], ["ticket/2", "ticket/3"]], readings);
    }

    [Fact]
    public async Task What_does_not_exist_is_nothing() => Assert.Null(await loads.Load("none/1", default));

    [Fact]
    public async Task A_reading_that_fails_fails_those_who_shared_it_and_nobody_after()
    {
        var gate = Gate();
        var failing = loads.Load("ticket/1", default);
        gate.SetException(new JournalUnavailableException("away"));

        await Assert.ThrowsAsync<JournalUnavailableException>(() => failing);
        Assert.NotNull(await loads.Load("ticket/1", default));
    }

    [Fact]
    public async Task Many_who_ask_at_once_are_all_answered()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(n => Task.Run(() => loads.Load($"ticket/{n}", default))));

        Assert.Equal(Enumerable.Range(0, 5_000).Select(n => $"ticket/{n}"), found.Select(entity => entity!.Id));
        Assert.All(readings, ids => Assert.InRange(ids.Length, 1, 500));
    }

    private TaskCompletionSource Gate()
    {
        var gate = new TaskCompletionSource();
        gates.Enqueue(gate);
        return gate;
    }

    private async Task<List<StoredEntity>> Read(string[] ids)
    {
        readings.Add(ids);
        if (gates.TryDequeue(out var gate))
            await gate.Task;
        return [.. ids.Where(id => id.StartsWith("ticket/", StringComparison.Ordinal)).Select(id => new StoredEntity(id, "ticket", "", 1, 1, null, default))];
    }
}
