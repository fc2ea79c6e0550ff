namespace Dispatch.Tests.GrainsLocal;

public sealed class TimerTests
{
    [Fact]
    public void A_timer_ticks_when_due_and_then_each_period()
    {
        using var world = new World();

        world.Run(() => world.Grain<IProbe>("probe/a").StartTimer(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5), keepAlive: false));
        world.Pass(TimeSpan.FromSeconds(14));

        Assert.Equal(["probe/a activates", "probe/a ticks at 3", "probe/a ticks at 8", "probe/a ticks at 13"], world.Diary.Lines);
    }

    [Fact]
    public void A_tick_waits_for_the_running_turn_and_the_next_counts_from_its_end()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(async () =>
        {
            await probe.StartTimer(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), keepAlive: false);
            await probe.SayAround("work", TimeSpan.FromSeconds(10));
        });
        world.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(
            ["probe/a activates", "probe/a: work begins", "probe/a: work ends", "probe/a ticks at 10", "probe/a ticks at 12"],
            world.Diary.Lines);
    }

    [Fact]
    public void A_call_waits_for_the_running_tick()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(probe.StartEndlessTick);
        world.Pass(TimeSpan.FromSeconds(2));
        world.Run(() => probe.Say("after it"));

        Assert.Equal(["probe/a activates", "probe/a tick begins", "probe/a tick ends", "probe/a: after it"], world.Diary.Lines);
    }

    [Fact]
    public void A_disposed_timer_does_not_tick_again()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(() => probe.StartTimer(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), keepAlive: false));
        world.Pass(TimeSpan.FromSeconds(2));
        world.Run(probe.StopTimer);
        world.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(["probe/a activates", "probe/a ticks at 1", "probe/a ticks at 2"], world.Diary.Lines);
    }

    [Fact]
    public void Disposing_a_timer_cancels_the_token_of_the_tick_that_runs()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(probe.StartTickThatDisposesItsTimer);
        world.Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(["probe/a activates", "probe/a tick was cancelled at 1"], world.Diary.Lines);
        Assert.Equal(0, world.Scheduler.Strays);
    }

    [Fact]
    public void A_timer_changed_within_its_tick_counts_from_the_end_of_the_tick()
    {
        using var world = new World();

        world.Run(world.Grain<IProbe>("probe/a").StartTimerThatSlowsDown);
        world.Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(["probe/a activates", "probe/a ticks at 1", "probe/a ticks at 4", "probe/a ticks at 10"], world.Diary.Lines);
    }

    [Fact]
    public void A_timer_goes_on_after_a_tick_that_failed()
    {
        using var world = new World();

        world.Run(world.Grain<IProbe>("probe/a").StartFailingTimer);
        world.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal(3, world.Diary.Lines.Count(line => line == "probe/a fails"));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Ticks_count_as_use_only_when_asked_to(bool keepAlive, int active)
    {
        using var world = new World();

        world.Run(() => world.Grain<IProbe>("probe/a").StartTimer(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), keepAlive));
        world.Pass(TimeSpan.FromMinutes(30));

        Assert.Equal(active, world.Engine.CountActivations()[nameof(Probe)]);
    }
}
