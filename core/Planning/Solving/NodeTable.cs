namespace Dispatch.Planning.Solving;

/// <summary>Numbers the places of a problem: jobs first, then the depot, then where engineers start and end, and one that is nowhere, no way from anything.</summary>
internal sealed class NodeTable
{
    private readonly List<Spot?> spots = [];
    private readonly Dictionary<Spot, int> engineers = [];

    public NodeTable(PlanProblem problem)
    {
        spots.AddRange(problem.Jobs.Select(job => job.At));
        spots.Add(problem.Depot?.At);
        Nowhere = spots.Count;
        spots.Add(null);
    }

    /// <summary>The node whose ways take no time.</summary>
    public int Nowhere { get; }

    /// <summary>The node of an engineer's place.</summary>
    public int Of(Spot? spot)
    {
        if (spot is null)
            return Nowhere;
        if (!engineers.TryGetValue(spot, out var node))
        {
            engineers[spot] = node = spots.Count;
            spots.Add(spot);
        }
        return node;
    }

    /// <summary>All travel times, in <see cref="Units"/>.</summary>
    public NodeTimes Times(PlanProblem problem)
    {
        foreach (var engineer in problem.Engineers)
        {
            Of(engineer.Start);
            Of(engineer.End);
        }
        var count = spots.Count;
        var (from, to) = (new int[count * count], new int[count * count]);
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
                from[a * count + b] = to[b * count + a] = a == b || spots[a] is not { } first || spots[b] is not { } second ? 0 : Way(problem, first, second);
        }
        return new(count, from, to);
    }

    private static int Way(PlanProblem problem, Spot from, Spot to) => problem.Matrix is { } matrix
        ? from.Point == to.Point ? 0 : (int)Math.Round(matrix.Seconds[from.Point!.Value][to.Point!.Value] * Units.Second)
        : (int)Units.Of(problem.Travel.Between(from.Place!, to.Place!));
}
