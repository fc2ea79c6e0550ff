using Dispatch.Grains.Journal;
using Orleans;
using Orleans.Concurrency;

namespace Dispatch.Silo.Engines;

/// <summary>One share of the clock, keyed <c>clock/{n}</c>: wakes the entities whose id falls to it.</summary>
[Alias("Dispatch.IClockShardGrain")]
internal interface IClockShardGrain : IGrainWithStringKey, IRemindable
{
    /// <summary>Brings the shard to life where no silo runs it.</summary>
    [Alias("Ping")]
    Task Ping();

    /// <summary>A silo committed wake-ups that are due soon. One that gets lost is read from the index a second later.</summary>
    [Alias("Tell"), OneWay]
    Task Tell(IReadOnlyList<DueEntity> soon);
}
