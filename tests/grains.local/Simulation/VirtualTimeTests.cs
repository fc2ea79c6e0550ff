using Dispatch.Grains.Local.Simulation;

namespace Dispatch.Tests.GrainsLocal.Simulation;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime time = new(World.Start);
    private readonly List<string> fired = [];

    [Fact]
    public void Timers_fire_in_order_of_the_instant_they_are_due_and_then_of_when_they_were_set()
    {
        Set("third", 5);
        Set("first", 2);
        Set("fourth", 5);
        Set("second", 2);
        Set("not yet", 6);

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["first at 2", "second at 2", "third at 5", "fourth at 5"], fired);
    }

    [Fact]
    public void A_periodic_timer_fires_at_each_of_its_instants()
    {
        time.CreateTimer(_ => Write("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["tick at 1", "tick at 3", "tick at 5"], fired);
    }

    [Fact]
    public void A_timer_set_anew_forgets_what_it_was_set_to()
    {
        var timer = time.CreateTimer(_ => Write("tick"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        timer.Change(TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);
        Assert.Equal(World.Start.AddSeconds(4), time.NextDue);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["tick at 4"], fired);
        Assert.Null(time.NextDue);
    }

    [Fact]
    public void A_disposed_timer_does_not_fire()
    {
        var timer = time.CreateTimer(_ => Write("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        timer.Dispose();
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(fired);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Timestamps_measure_virtual_time()
    {
        var before = time.GetTimestamp();

        time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(TimeSpan.FromHours(3), time.GetElapsedTime(before));
    }

    [Fact]
    public void The_clock_never_moves_back()
    {
        time.AdvanceTo(World.Start.AddSeconds(-5));

        Assert.Equal(World.Start, time.GetUtcNow());
    }

    private void Set(string name, int seconds) =>
        time.CreateTimer(_ => Write(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Write(string name) => fired.Add($"{name} at {(time.GetUtcNow() - World.Start).TotalSeconds}");
}
