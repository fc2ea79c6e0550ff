using Dispatch.Planning;
using Dispatch.Stock;

namespace Dispatch.Matching;

/// <summary>Whether a job's parts are where its engineer may fetch them.</summary>
/// <param name="Short">Why they are not; null when they are, or none are needed.</param>
/// <param name="Moves">What could be carried so that they are; empty while nothing is short.</param>
public sealed record PartsSupply(Rejection? Short, IReadOnlyList<PartsMove> Moves)
{
    /// <summary>Nothing is short.</summary>
    public static readonly PartsSupply Enough = new(null, []);

    /// <summary>What the warehouses say.</summary>
    /// <param name="supplying">Those that supply the job's zone.</param>
    /// <param name="others">Those from which parts might be brought to them.</param>
    public static PartsSupply Of(Job job, IReadOnlyList<WarehouseStock> supplying, IReadOnlyList<WarehouseStock> others, TravelModel travel)
    {
        if (job.Parts is [])
            return Enough;
        var (able, shorts) = WarehouseChoice.Nearest(job.Place, job.Parts, supplying);
        return able is not [] ? Enough : new(
            shorts is [var nearest, ..] ? nearest.Reason : Rejection.Of(RejectionCode.ZoneWithoutWarehouse, ("zone", job.Zone)),
            PartsMove.Towards(job.Parts, supplying, others, travel));
    }
}
