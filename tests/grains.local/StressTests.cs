using Orleans;

namespace Dispatch.Tests.GrainsLocal;

public interface ICounter : IGrainWithStringKey
{
    Task Count(bool leave);
}

/// <summary>Keeps its count in the test's hands, so that it outlives activations, and notices when it is not alone.</summary>
public sealed class Counter(Tally tally) : Grain, ICounter
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        tally.Enter(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        tally.Leave(this.GetPrimaryKeyString());
    }

    public async Task Count(bool leave)
    {
        var seen = tally.Counts[this.GetPrimaryKeyString()];
        await Task.Yield();
        tally.Counts[this.GetPrimaryKeyString()] = seen + 1;
        if (leave)
            DeactivateOnIdle();
    }
}

public sealed class Tally
{
    private readonly HashSet<string> active = [];

    public System.Collections.Concurrent.ConcurrentDictionary<string, int> Counts { get; } = [];

    public int Activations { get; private set; }

    public void Enter(string key)
    {
        lock (active)
        {
            Activations++;
            Assert.True(active.Add(key), $"{key} is active twice.");
        }
    }

    public void Leave(string key)
    {
        lock (active)
            active.Remove(key);
    }
}

public sealed class StressTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Grains_that_come_and_go_lose_no_call_in_any_interleaving(int seed)
    {
        using var world = new World(seed);

        world.Run(() => Play(world, callers: 20, calls: 50, seed));

        Judge(world, 20 * 50);
    }

    [Fact]
    public async Task Grains_that_come_and_go_lose_no_call_on_the_thread_pool()
    {
        using var world = new World(configure: options => (options.Scheduler, options.Time) = (null, TimeProvider.System));

        await Task.Run(() => Play(world, callers: 20, calls: 500, seed: 4));

        Judge(world, 20 * 500);
    }

    private static Task Play(World world, int callers, int calls, int seed)
    {
        for (var key = 0; key < 5; key++)
            world.Tally.Counts[$"counter/{key}"] = 0;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            var random = new Random(seed * 1000 + caller);
            await Task.Yield();
            for (var call = 0; call < calls; call++)
                await world.Grain<ICounter>($"counter/{random.Next(5)}").Count(leave: random.Next(10) is 0);
        }));
    }

    private static void Judge(World world, int calls)
    {
        Assert.Equal(calls, world.Tally.Counts.Values.Sum());
        Assert.True(world.Tally.Activations > 20, $"{world.Tally.Activations} activations are too few to show anything.");
    }
}
