namespace Dispatch.Silo.Cluster;

/// <summary>Asks what runs where.</summary>
public interface IGrainCensus
{
    /// <summary>What every silo runs now. Asks all of them, so it takes as long as the slowest.</summary>
    Task<GrainCensus> Take(CancellationToken cancellationToken);

    /// <summary>Active grains of this process by class; empty where it runs none.</summary>
    Task<IReadOnlyList<GrainCount>> Own(CancellationToken cancellationToken);
}

/// <summary>What runs where, as the silos told it at one moment.</summary>
/// <param name="Grains">Active grains by class and silo, both in ordinal order.</param>
/// <param name="Clock">The clock's shares, all of them, in order.</param>
public sealed record GrainCensus(IReadOnlyList<GrainCount> Grains, IReadOnlyList<ClockShare> Clock);

/// <summary>Active grains of a class in one silo.</summary>
/// <param name="Type">Name of the class.</param>
/// <param name="Silo">Name of the member.</param>
public sealed record GrainCount(string Type, string Silo, int Count);

/// <summary>A share of the clock and who runs it.</summary>
/// <param name="Share">Its number; null is the whole clock, where it is not shared.</param>
/// <param name="Silo">Name of the member; null when it runs nowhere.</param>
public sealed record ClockShare(int? Share, string? Silo);
