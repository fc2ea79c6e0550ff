using Dispatch.Planning.Solving;

namespace Dispatch.Tests.Core.Planning.Solving;

/// <summary>Puts jobs in and takes them out at random.</summary>
internal sealed class RandomWalk(Instance instance, Random random)
{
    private readonly Insertions insertions = new(instance);

    public Draft Draft { get; } = new(instance);

    /// <summary>Puts a job in, if it is nobody's and goes in somewhere; else takes it out.</summary>
    /// <returns>The move made.</returns>
    public Move Step()
    {
        var job = random.Next(instance.Jobs);
        if (Draft.Engineer[job] >= 0)
        {
            var marked = new bool[instance.Jobs + 1];
            marked[job] = true;
            Draft.RemoveMarked(Draft.Engineer[job], marked, []);
            return Move.None;
        }
        var (move, blinks) = (Move.None, Blinks.None);
        insertions.Search(Draft.Routes[random.Next(instance.Engineers)], job, ref move, ref blinks);
        if (move.Exists)
            Draft.Make(move);
        return move;
    }
}
