using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Tests.World;
using Orleans;
using Orleans.Runtime;

namespace Dispatch.Tests.Simulation;

/// <summary>How everybody outside reaches the silo: a call is answered, or remains in doubt because it timed out or the silo died.</summary>
internal sealed class Line(VirtualWorld world, Random chance)
{
    private CancellationTokenSource life = new();

    /// <summary>Asks once; null means that nobody knows what became of it.</summary>
    public async Task<Outcome?> Try(Func<IGrainFactory, Task<Outcome>> call)
    {
        if (!world.IsUp)
            return null;
        try
        {
            return await call(Reachable()).WaitAsync(life.Token);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException or OrleansException
            or JournalUnavailableException or VersionConflictException)
        {
            return null;
        }
    }

    /// <summary>Asks until there is an answer.</summary>
    public async Task<Outcome> Insist(Func<IGrainFactory, Task<Outcome>> call)
    {
        while (true)
        {
            if (await Try(call) is { } answer)
                return answer;
            await Wait(chance.Minutes(0.02, 0.5));
        }
    }

    /// <summary>Lets time pass.</summary>
    public Task Wait(TimeSpan span) => Task.Delay(span, world.Time);

    /// <summary>A silo died: whoever waits for an answer stops waiting.</summary>
    public void Cut()
    {
        var dead = life;
        life = new();
        dead.Cancel();
        dead.Dispose();
    }

    // While a rival runs, callers reach one or the other.
    private IGrainFactory Reachable() => world.RivalGrains is { } rival && chance.Hits(0.5) ? rival : world.Grains;
}
