using Dispatch.Grains.Local.Simulation;
using Dispatch.Silo.Clock;
using static Dispatch.Tests.Silo.Journal.Commits;

namespace Dispatch.Tests.Silo.Clock;

/// <summary>A clock at 600 times the speed of a machine whose own clock moves only when told to.</summary>
public sealed class AcceleratedTimeTests
{
    private static readonly DateTimeOffset Start = new(2018, 4, 12, 15, 0, 0, TimeSpan.Zero);
    private readonly VirtualTime machine = new(Noon);
    private readonly AcceleratedTime time;
    private readonly List<DateTimeOffset> fired = [];

    public AcceleratedTimeTests() => time = new(machine, Start, speed: 600);

    [Fact]
    public void Instants_and_timestamps_pass_at_its_speed_from_its_own_start()
    {
        Assert.Equal(Start, time.GetUtcNow());
        var begun = time.GetTimestamp();

        machine.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(Start.AddMinutes(30), time.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(30), time.GetElapsedTime(begun));
    }

    [Fact]
    public void Waits_of_the_machine_are_its_own_and_move_this_clock_on_by_as_much_as_it_runs_faster()
    {
        Assert.Same(machine, time.OfMachine());
        Assert.Equal(TimeSpan.FromMinutes(50), time.WhileMachineWaits(TimeSpan.FromSeconds(5)));
        Assert.Equal(TimeSpan.FromSeconds(5), machine.WhileMachineWaits(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void A_timer_fires_once_at_its_instant_and_never_early()
    {
        Set(TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);

        machine.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(fired);
        machine.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([Start.AddMinutes(10)], fired);
    }

    [Fact]
    public void A_timer_finer_than_the_machines_millisecond_fires_with_the_next_one()
    {
        Set(TimeSpan.FromMilliseconds(700), Timeout.InfiniteTimeSpan);

        machine.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal([Start.AddMilliseconds(1_200)], fired);
    }

    [Fact]
    public void A_periodic_timer_fires_at_each_of_its_instants()
    {
        Set(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));

        machine.Advance(TimeSpan.FromSeconds(1.2));
        Assert.Equal([Start.AddMinutes(1), Start.AddMinutes(6), Start.AddMinutes(11)], fired);
    }

    [Fact]
    public void A_timer_farther_ahead_than_the_machines_timers_reach_still_fires_at_its_instant()
    {
        time.RunAt(1);
        Set(TimeSpan.FromDays(60), Timeout.InfiniteTimeSpan);

        machine.Advance(TimeSpan.FromDays(61));
        Assert.Equal([Start.AddDays(60)], fired);
    }

    [Fact]
    public void Another_speed_leaves_the_present_and_the_instants_of_timers_as_they_are()
    {
        time.RunAt(1);
        Set(TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        machine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Start.AddMinutes(1), time.GetUtcNow());

        time.RunAt(540);
        Assert.Equal(Start.AddMinutes(1), time.GetUtcNow());
        machine.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(fired);
        machine.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([Start.AddMinutes(10)], fired);
    }

    [Fact]
    public void A_timer_that_was_disposed_of_or_set_to_never_does_not_fire()
    {
        var never = Set(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Set(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)).Dispose();

        time.RunAt(60);
        machine.Advance(TimeSpan.FromHours(1));
        Assert.Empty(fired);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_passed_on_this_clock()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), time);
        machine.Advance(TimeSpan.FromSeconds(5.9));
        Assert.False(delay.IsCompleted);
        machine.Advance(TimeSpan.FromSeconds(0.1));
        await delay.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private ITimer Set(TimeSpan due, TimeSpan period) => time.CreateTimer(_ => fired.Add(time.GetUtcNow()), null, due, period);
}
