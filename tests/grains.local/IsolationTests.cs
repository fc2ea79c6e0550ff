using Orleans;

namespace Dispatch.Tests.GrainsLocal;

public interface IScheduled : IGrainWithStringKey
{
    /// <summary>Whether each step of the call, and of what it starts, runs on the scheduler of the activation.</summary>
    Task<bool[]> Steps(TimeSpan wait, bool astray);

    Task<string?> Ambient(string set);
}

public sealed class Scheduled(TimeProvider time) : Grain, IScheduled
{
    public async Task<bool[]> Steps(TimeSpan wait, bool astray)
    {
        var own = TaskScheduler.Current;
        var steps = new List<bool> { own != TaskScheduler.Default };
        await Task.Yield();
        steps.Add(TaskScheduler.Current == own);
        await Task.Delay(wait, time);
        steps.Add(TaskScheduler.Current == own);
        await GrainFactory.GetGrain<IProbe>("probe/x").Key();
        steps.Add(TaskScheduler.Current == own);
        await Task.WhenAll(GrainFactory.GetGrain<IProbe>("probe/y").Key(), GrainFactory.GetGrain<IProbe>("probe/z").Key());
        steps.Add(TaskScheduler.Current == own);
        if (astray)
            await Task.Run(() => Task.Delay(wait, time));
        steps.Add(TaskScheduler.Current == own);
        return [.. steps];
    }

    public Task<string?> Ambient(string set)
    {
        var found = IsolationTests.Ambient.Value;
        IsolationTests.Ambient.Value = set;
        return Task.FromResult(found);
    }
}

public sealed class IsolationTests
{
    internal static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public void A_turn_stays_on_the_scheduler_of_its_activation_across_every_await()
    {
        using var world = new World();

        Assert.All(world.Run(() => world.Grain<IScheduled>("scheduled/a").Steps(TimeSpan.FromSeconds(1), astray: false)), Assert.True);
    }

    [Fact]
    public async Task On_the_thread_pool_too_a_turn_stays_on_the_scheduler_of_its_activation()
    {
        using var world = new World(configure: options => (options.Scheduler, options.Time) = (null, TimeProvider.System));

        Assert.All(await world.Grain<IScheduled>("scheduled/a").Steps(TimeSpan.FromMilliseconds(1), astray: true), Assert.True);
    }

    [Fact]
    public void What_is_ambient_to_the_caller_does_not_reach_the_grain_nor_the_next_call()
    {
        using var world = new World();
        var grain = world.Grain<IScheduled>("scheduled/a");
        Ambient.Value = "the caller's";

        var found = world.Run(() => Task.WhenAll(grain.Ambient("the first call's"), grain.Ambient("the second call's")));

        Assert.All(found, Assert.Null);
        Assert.Equal("the caller's", Ambient.Value);
    }
}
