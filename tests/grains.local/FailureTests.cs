using Dispatch.Grains.Local;

namespace Dispatch.Tests.GrainsLocal;

public sealed class FailureTests
{
    [Fact]
    public void An_exception_travels_to_the_caller_and_the_grain_lives_on()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        Assert.Equal("later", Assert.Throws<FormatException>(() => world.Run(() => probe.Fail("later"))).Message);
        Assert.Equal("at once", Assert.Throws<FormatException>(() => world.Run(() => probe.FailAtOnce("at once"))).Message);

        world.Run(() => probe.Say("still here"));
        Assert.Equal(["probe/a activates", "probe/a: still here"], world.Diary.Lines);
    }

    [Fact]
    public void A_grain_that_cannot_be_activated_fails_every_waiting_call_and_is_tried_again_by_the_next()
    {
        using var world = new World();
        var broken = world.Grain<IProbe>("broken/a");

        var failures = world.Run(async () =>
        {
            Task[] calls = [broken.Say("one"), broken.Say("two")];
            await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Current);
            return calls.Select(call => call.Exception!.InnerException!.Message).ToArray();
        });
        Assert.Equal(["It is broken.", "It is broken."], failures);
        Assert.Equal(0, world.Engine.CountActivations()[nameof(Probe)]);

        Assert.Throws<InvalidOperationException>(() => world.Run(() => broken.Say("three")));
        Assert.Equal(["broken/a activates", "broken/a activates"], world.Diary.Lines);
    }

    [Fact]
    public void A_cycle_of_awaited_calls_is_refused_at_once_and_by_name()
    {
        using var world = new World();

        var refused = Assert.Throws<GrainCallCycleException>(() =>
            world.Run(() => world.Grain<IProbe>("probe/a").Visit(["probe/b", "probe/c", "probe/b"])));

        Assert.Equal("probe/b.Visit → probe/c.Visit → probe/b.Visit", refused.Cycle);
        Assert.Equal(World.Start, world.Time.GetUtcNow());
    }

    [Fact]
    public void A_grain_that_awaits_itself_is_refused()
    {
        using var world = new World();

        var refused = Assert.Throws<GrainCallCycleException>(() => world.Run(() => world.Grain<IProbe>("probe/a").Visit(["probe/a"])));

        Assert.Equal("probe/a.Visit → probe/a.Visit", refused.Cycle);
    }

    [Fact]
    public void A_reaction_may_come_back_to_where_it_started()
    {
        using var world = new World();

        world.Run(() => world.Grain<IProbe>("probe/a").VisitWithoutWaiting(["probe/b", "probe/c"]));
        world.Run(() => world.Grain<IProbe>("probe/b").VisitWithoutWaiting(["probe/a", "probe/c"]));
        world.Pass(TimeSpan.Zero);

        Assert.Equal(3, world.Diary.Lines.Count(line => line is "probe/c visited" or "probe/c activates"));
    }

    [Fact]
    public void A_call_that_is_not_answered_in_time_fails_for_its_caller_alone()
    {
        using var world = new World();
        var probe = world.Grain<IProbe>("probe/a");

        Assert.Throws<TimeoutException>(() => world.Run(() => probe.SayAround("slow", TimeSpan.FromSeconds(40))));
        Assert.Equal(World.Start.AddSeconds(30), world.Time.GetUtcNow());

        world.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal("probe/a: slow ends", world.Diary.Lines[^1]);
    }

    [Fact]
    public void A_call_that_expires_in_the_queue_is_not_made()
    {
        using var world = new World(configure: options => options.ResponseTimeout = TimeSpan.FromSeconds(5));
        var probe = world.Grain<IProbe>("probe/a");

        Assert.Throws<TimeoutException>(() => world.Run(() => Task.WhenAll(
            probe.SayAround("slow", TimeSpan.FromSeconds(20)),
            probe.Say("too late"))));

        world.Pass(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("probe/a: too late", world.Diary.Lines);
    }

    [Fact]
    public void Each_call_has_its_own_deadline()
    {
        using var world = new World(configure: options => options.ResponseTimeout = TimeSpan.FromSeconds(5));

        var ended = world.Run(async () =>
        {
            var first = Ended(world.Grain<IProbe>("probe/a").SayAround("a", TimeSpan.FromMinutes(1)));
            await Task.Delay(TimeSpan.FromSeconds(2), world.Time);
            var second = Ended(world.Grain<IProbe>("probe/b").SayAround("b", TimeSpan.FromMinutes(1)));
            return (await first, await second);
        });

        Assert.Equal((5, 7), ended);

        async Task<double> Ended(Task call)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => call);
            return (world.Time.GetUtcNow() - World.Start).TotalSeconds;
        }
    }
}
