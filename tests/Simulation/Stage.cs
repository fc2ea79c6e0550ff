using Dispatch.Tests.World;

namespace Dispatch.Tests.Simulation;

/// <summary>What everybody in a storm shares: the world, the line to its silo, the board on the wall, and the books of what was promised to them.</summary>
internal sealed class Stage(StormPlan plan, VirtualWorld world)
{
    private readonly List<Exception> failures = [];

    public StormPlan Plan { get; } = plan;

    public VirtualWorld World { get; } = world;

    public Line Line { get; } = new(world, plan.Chance("line"));

    public Board Board { get; } = new(world);

    public Ledger Ledger { get; } = new();

    /// <summary>Whether the storm is over: people finish what they are asking for and begin nothing new.</summary>
    public bool Over { get; set; }

    /// <summary>What went wrong with people, not with the silo: a mistake in the simulation or an answer that nobody may get.</summary>
    public IReadOnlyList<Exception> Failures => failures;

    /// <summary>Somebody begins something; nobody waits for its end.</summary>
    public void Begin(Func<Task> work) => _ = World.Scheduler.Start(() => Guarded(work));

    /// <summary>Lets time pass; false when the storm is over by then.</summary>
    public async Task<bool> Pass(TimeSpan span)
    {
        if (span > TimeSpan.Zero)
            await Task.Delay(span, World.Time);
        return !Over;
    }

    private async Task Guarded(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            failures.Add(failure);
        }
    }
}
