using Dispatch.Planning.Solving;

namespace Dispatch.Tests.Core.Planning.Solving;

/// <summary>Puts jobs in, takes them out, and lets engineers change the ends of their routes, at random.</summary>
internal sealed class RandomWalk(Instance instance, Random random)
{
    private readonly Insertions insertions = new(instance);
    private readonly LinkedInsertions? linked = instance.Links is null ? null : new(instance, new(instance));
    private readonly LinkedMove found = new();

    public Draft Draft { get; } = new(instance);

    /// <summary>What the draft cost just before the last move.</summary>
    public long CostBefore { get; private set; }

    /// <summary>Puts a job in, if it is nobody's and goes in somewhere; else takes it out. Now and then two routes change ends.</summary>
    /// <returns>What the move made was to change; null when nothing was put in.</returns>
    public long? Step()
    {
        if (random.Next(6) is 0)
            SwapTails(Draft.Routes[random.Next(instance.Engineers)], Draft.Routes[random.Next(instance.Engineers)]);
        var job = random.Next(instance.Jobs);
        if (Draft.Engineer[job] >= 0)
        {
            var marked = new bool[instance.Jobs + 1];
            marked[job] = true;
            Draft.RemoveMarked(Draft.Engineer[job], marked, []);
            return null;
        }
        if (instance.Links is { } links && links.IsLinked[job])
            return PutInLinked(links.Lead[job]);
        var (move, blinks) = (Move.None, Blinks.None);
        insertions.Search(Draft.Routes[random.Next(instance.Engineers)], job, ref move, ref blinks);
        CostBefore = Draft.Cost;
        if (!move.Exists)
            return null;
        Draft.Make(move);
        return move.Cost - instance.Figures.Unserved[job];
    }

    private long? PutInLinked(int lead)
    {
        var blinks = Blinks.None;
        linked!.Search(Draft, lead, mostTimes: 1 + random.Next(20), ref blinks, found);
        CostBefore = Draft.Cost;
        if (!found.Exists)
            return null;
        Draft.Make(found);
        return found.Cost - instance.Figures.Unserved[lead];
    }

    private void SwapTails(Route one, Route two)
    {
        if (one != two)
            Draft.SwapTails(one.Engineer, random.Next(one.Count + 1), two.Engineer, random.Next(two.Count + 1));
    }
}
