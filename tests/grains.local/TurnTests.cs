using Orleans;

namespace Dispatch.Tests.GrainsLocal;

public sealed class TurnTests
{
    [Fact]
    public void The_next_call_begins_only_when_the_task_of_the_last_one_has_ended()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(() => Task.WhenAll(
            probe.SayAround("first", TimeSpan.FromSeconds(2)),
            probe.SayAround("second", TimeSpan.FromSeconds(1))));

        Assert.Equal(
            ["probe/a activates", "probe/a: first begins", "probe/a: first ends", "probe/a: second begins", "probe/a: second ends"],
            world.Diary.Lines);
        Assert.Equal(World.Start.AddSeconds(3), world.Time.GetUtcNow());
    }

    [Fact]
    public void Calls_of_one_caller_arrive_in_the_order_in_which_they_were_made()
    {
        using var world = new World(seed: 7);
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(() => Task.WhenAll(Enumerable.Range(0, 100).Select(number => probe.Say($"{number}"))));

        Assert.Equal(["probe/a activates", .. Enumerable.Range(0, 100).Select(number => $"probe/a: {number}")], world.Diary.Lines);
    }

    [Fact]
    public void Two_grains_work_at_the_same_time()
    {
        using var world = new World();

        world.Run(() => Task.WhenAll(
            world.Grain<IProbe>("probe/a").SayAround("a", TimeSpan.FromSeconds(2)),
            world.Grain<IProbe>("probe/b").SayAround("b", TimeSpan.FromSeconds(1))));

        Assert.Equal(World.Start.AddSeconds(2), world.Time.GetUtcNow());
        Assert.Equal(["probe/b: b ends", "probe/a: a ends"], world.Diary.Lines.Where(line => line.EndsWith("ends", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_grain_knows_its_key_and_so_does_a_reference_to_it()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        Assert.Equal("probe/a", world.Run(probe.Key));
        Assert.Equal("probe/a", probe.GetPrimaryKeyString());
        Assert.Equal(probe, world.Grain<IProbe>("probe/a"));
        Assert.NotEqual(probe, world.Grain<IProbe>("probe/b"));
    }

    [Fact]
    public void Value_tasks_carry_results_too()
    {
        using var world = new World();

        Assert.Equal(5, world.Run(() => world.Grain<IProbe>("probe/a").Add(2, 3).AsTask()));
        world.Run(() => world.Grain<IProbe>("probe/a").Touch().AsTask());
        Assert.Contains("probe/a touched", world.Diary.Lines);
    }

    [Fact]
    public void A_one_way_call_does_not_wait_for_its_end()
    {
        using var world = new World();

        world.Run(() => world.Grain<IProbe>("probe/a").Shout("ho"));
        Assert.Equal(World.Start, world.Time.GetUtcNow());

        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("probe/a: ho ends", world.Diary.Lines[^1]);
    }

    [Fact]
    public async Task Concurrent_calls_on_the_thread_pool_never_overlap_within_a_grain()
    {
        using var world = new World(configure: options => (options.Scheduler, options.Time) = (null, TimeProvider.System));
        var probe = world.Grain<IProbe>("probe/a");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 50; round++)
                await probe.CountUnsafely(100);
        })));

        Assert.Equal(8 * 50 * 100, await probe.CountUnsafely(0));
    }
}
