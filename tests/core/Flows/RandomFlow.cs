using Dispatch.Flows;
using static Dispatch.Tests.Core.Flows.FlowSample;

namespace Dispatch.Tests.Core.Flows;

/// <summary>Makes valid flows of nested blocks, and flows that somebody rewired.</summary>
internal sealed class RandomFlow(int seed)
{
    public const long LargestAmount = 3000;

    private readonly Random random = new(seed);
    private readonly List<Step> steps = [End("end")];

    /// <summary>A flow that must be accepted.</summary>
    public static FlowDefinition Valid(int seed)
    {
        var flow = new RandomFlow(seed);
        var start = flow.Block("end", depth: 4, forked: false);
        return new(start, flow.steps);
    }

    /// <summary>A valid flow with a few exits bent to other steps: may or may not be valid.</summary>
    public static FlowDefinition Rewired(int seed)
    {
        var flow = Valid(seed);
        var random = new Random(seed);
        var steps = flow.Steps.ToArray();
        for (var bends = random.Next(1, 4); bends > 0; bends--)
        {
            var target = steps[random.Next(steps.Length)].Id;
            var at = random.Next(steps.Length);
            steps[at] = steps[at] switch
            {
                WorkStep { Outcomes: [_, ..] outcomes } work => work with { Outcomes = [outcomes[0] with { Next = target }, .. outcomes.Skip(1)] },
                WorkStep work => work with { Next = target },
                WaitStep wait => wait with { Next = target },
                DecisionStep decision => decision with { Otherwise = target },
                ParallelStep parallel => parallel with { Branches = [target, .. parallel.Branches.Skip(1)] },
                JoinStep join => join with { Next = target },
                var end => end,
            };
        }
        return flow with { Steps = steps };
    }

    // Every block is entered at the id it returns and leads to next.
    private string Block(string next, int depth, bool forked) => random.Next(depth > 0 ? 9 : 3) switch
    {
        0 => Add(id => Team(id, next)),
        1 => Add(id => Visit(id, next)),
        2 => Add(id => Wait(id, next, random.Next(3) switch { 0 => new WaitForTime(), 1 => new WaitForCustomer(), _ => new WaitForEvent("news") })),
        3 => Block(Block(next, depth - 1, forked), depth - 1, forked),
        4 => Choice(next, depth, forked),
        5 => Decide(next, depth, forked),
        6 => Loop(next, depth, forked),
        _ => Fork(next, depth),
    };

    private string Choice(string next, int depth, bool forked)
    {
        // Only outside forks may a way lead to an end of its own.
        var other = forked || random.Next(2) is 0 ? Block(next, depth - 1, forked) : Add(End);
        var late = Block(next, depth - 1, forked);
        return Add(id => Team(id, null, Outcome("yes", next), Outcome("no", other)) with { Limit = new(5, LimitClock.Working), OnLimit = late });
    }

    private string Decide(string next, int depth, bool forked)
    {
        var (low, high) = (Block(next, depth - 1, forked), Block(next, depth - 1, forked));
        return Add(id => Decision(id, next, Under(LargestAmount / 3, low), Under(LargestAmount / 3 * 2, high)));
    }

    private string Loop(string next, int depth, bool forked)
    {
        var at = steps.Count;
        var id = Add(id => Team(id, next));
        var again = Block(id, depth - 1, forked);
        steps[at] = Team(id, null, Outcome("on", next), Outcome("again", again));
        return id;
    }

    private string Fork(string next, int depth)
    {
        var join = Add(id => Join(id, next));
        var branches = Enumerable.Range(0, random.Next(2, 4)).Select(_ => Block(join, depth - 1, forked: true)).ToArray();
        return Add(id => Parallel(id, join, branches));
    }

    private string Add(Func<string, Step> make)
    {
        var step = make($"n{steps.Count}");
        steps.Add(step);
        return step.Id;
    }
}
