using Dispatch.Grains.Local.Simulation;

namespace Dispatch.Tests.GrainsLocal.Simulation;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20261102)]
    public void The_same_seed_gives_the_same_order(int seed) => Assert.Equal(Play(seed), Play(seed));

    [Fact]
    public void Different_seeds_show_different_interleavings()
    {
        var plays = Enumerable.Range(1, 20).Select(seed => string.Join('\n', Play(seed))).ToList();

        Assert.True(plays.Distinct().Count() > 10, $"20 seeds gave {plays.Distinct().Count()} orders.");
    }

    [Fact]
    public void Without_a_seed_work_runs_in_the_order_in_which_it_became_ready()
    {
        Assert.Equal(Play(seed: null), Play(seed: null));
    }

    [Fact]
    public void Nothing_leaves_the_thread()
    {
        using var world = new World(seed: 3);

        Play(world);

        Assert.Equal(0, world.Scheduler.Strays);
    }

    [Fact]
    public void Work_that_can_never_end_is_noticed()
    {
        var scheduler = new SingleThreadScheduler(new VirtualTime(World.Start));

        Assert.Throws<TimeoutException>(() => scheduler.Complete(() => new TaskCompletionSource().Task));
    }

    [Fact]
    public void What_a_timer_throws_reaches_whoever_moves_the_clock()
    {
        var time = new VirtualTime(World.Start);
        time.CreateTimer(_ => throw new FormatException("Bad tick."), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        Assert.Throws<FormatException>(() => new SingleThreadScheduler(time).RunFor(TimeSpan.FromSeconds(2)));
    }

    private static IReadOnlyList<string> Play(int? seed)
    {
        using var world = new World(seed);
        Play(world);
        return world.Diary.Lines;
    }

    private static void Play(World world)
    {
        world.Run(() => Task.WhenAll(Enumerable.Range(0, 30).Select(async number =>
        {
            var probe = world.Grain<IProbe>($"probe/{number % 7}");
            await probe.Say($"call {number}");
            await probe.SayAround($"wait {number}", TimeSpan.FromSeconds(number % 3));
            await world.Grain<IProbe>($"guide/{number % 5}").Visit([$"probe/{number % 3}"]);
            await probe.StartTimer(TimeSpan.FromSeconds(number % 4), TimeSpan.FromSeconds(3), keepAlive: false);
        })));
        world.Pass(TimeSpan.FromMinutes(30));
    }
}
