using Orleans.Runtime;

namespace Dispatch.Tests.GrainsLocal;

public sealed class LifecycleTests
{
    [Fact]
    public void An_idle_grain_is_deactivated_and_comes_back_with_the_next_call()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(() => probe.Say("one"));
        world.Pass(TimeSpan.FromMinutes(17));
        Assert.Equal(0, world.Engine.CountActivations()[nameof(Probe)]);

        world.Run(() => probe.Say("two"));
        Assert.Equal(1, world.Engine.CountActivations()[nameof(Probe)]);
        Assert.Equal(
            [
                "probe/a activates", "probe/a: one", "probe/a begins to deactivate: ActivationIdle", "probe/a deactivated",
                "probe/a activates", "probe/a: two",
            ],
            world.Diary.Lines);
    }

    [Fact]
    public void A_grain_in_use_is_not_idle()
    {
        using var world = new World();

        for (var call = 0; call < 5; call++)
        {
            world.Run(() => world.Grain<IProbe>("probe/a").Say("hello"));
            world.Pass(TimeSpan.FromMinutes(14));
        }

        Assert.Single(world.Diary.Lines, line => line == "probe/a activates");
    }

    [Fact]
    public void A_grain_may_ask_to_stay_longer()
    {
        using var world = new World();

        world.Run(() => world.Grain<IProbe>("probe/a").Stay(TimeSpan.FromHours(2)));
        world.Pass(TimeSpan.FromMinutes(119));
        Assert.Equal(1, world.Engine.CountActivations()[nameof(Probe)]);

        world.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(0, world.Engine.CountActivations()[nameof(Probe)]);
    }

    [Fact]
    public void Deactivation_waits_for_the_running_turn_and_later_calls_go_to_the_next_activation()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        world.Run(() => Task.WhenAll(probe.LeaveThenSay("last words"), probe.Say("first words"), probe.Say("second words")));

        Assert.Equal(
            [
                "probe/a activates", "probe/a: last words", "probe/a begins to deactivate: ApplicationRequested", "probe/a deactivated",
                "probe/a activates", "probe/a: first words", "probe/a: second words",
            ],
            world.Diary.Lines);
    }

    [Fact]
    public void Stopping_deactivates_every_grain_in_order_and_refuses_later_calls()
    {
        using var world = new World();
        world.Run(() => world.Grain<IProbe>("probe/b").Say("here"));
        world.Run(() => world.Grain<IProbe>("probe/a").Say("here"));

        world.Run(() => world.Engine.Stop(CancellationToken.None));

        Assert.Equal(
            [
                "probe/b begins to deactivate: ShuttingDown", "probe/a begins to deactivate: ShuttingDown",
                "probe/b deactivated", "probe/a deactivated",
            ],
            world.Diary.Lines.Skip(4));
        Assert.Throws<SiloUnavailableException>(() => world.Run(() => world.Grain<IProbe>("probe/a").Say("too late")));
    }

    [Fact]
    public void A_crash_drops_every_activation_without_telling_it()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");
        var call = world.Scheduler.Start(() => probe.SayAround("work", TimeSpan.FromSeconds(10)));
        world.Pass(TimeSpan.Zero);
        world.Run(() => world.Grain<IProbe>("probe/b").StartTimer(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), keepAlive: false));

        world.Engine.Crash();
        world.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(["probe/a activates", "probe/a: work begins", "probe/b activates"], world.Diary.Lines);
        Assert.Equal(0, world.Engine.CountActivations()[nameof(Probe)]);
        Assert.IsType<SiloUnavailableException>(call.Exception!.InnerException);
        world.Run(() => probe.Say("a new life"));
        Assert.Equal("probe/a: a new life", world.Diary.Lines[^1]);
    }
}
