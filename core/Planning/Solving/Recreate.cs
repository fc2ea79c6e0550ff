namespace Dispatch.Planning.Solving;

/// <summary>Puts jobs back one by one, each where it costs least just then, in an order drawn anew each time.</summary>
/// <remarks>Greedy insertion with blinks of SISR, with the orders that its authors use where there are time windows; pinned jobs go first.</remarks>
internal sealed class Recreate(Instance instance, ulong seed)
{
    private const double BlinkChance = 0.01;
    private readonly Insertions insertions = new(instance);
    private readonly long[] keys = new long[instance.Jobs];
    private readonly int[] jobs = new int[instance.Jobs];
    private readonly int[] emptySeen = new int[instance.TypeCount];
    private readonly bool pricesDiffer = instance.Figures.Unserved.AsSpan(0, instance.Jobs) is { Length: > 0 } prices && prices.IndexOfAnyExcept(prices[0]) >= 0;
    private readonly LinkedRecreate? linked = instance.Links is null ? null : new(instance);
    private Blinks blinks = new(BlinkChance, seed);
    private int round;

    /// <summary>Engineers who may not be used just now; null when all may.</summary>
    public bool[]? Closed { get; set; }

    /// <summary>Puts back what goes in; what does not stays in the list.</summary>
    public void Run(Draft draft, List<int> absent, ref Dice dice)
    {
        var count = absent.Count;
        Sort(absent, ref dice);
        absent.Clear();
        if (linked is not null)
        {
            linked.Run(draft, absent, jobs.AsSpan(0, count), this, ref blinks, ref dice);
            return;
        }
        for (var i = 0; i < count; i++)
        {
            var move = Best(draft, jobs[i], ref blinks);
            if (move.Exists && move.Cost < instance.Figures.Unserved[jobs[i]])
                draft.Make(move);
            else
                absent.Add(jobs[i]);
        }
    }

    /// <summary>Where a job costs least; of engineers alike who have nothing yet only the first is asked.</summary>
    public Move Best(Draft draft, int job, ref Blinks passing)
    {
        var best = Move.None;
        round++;
        foreach (var route in draft.Routes)
        {
            if (Closed is { } closed && closed[route.Engineer])
                continue;
            if (route.Count is 0)
            {
                if (emptySeen[route.Type.Number] == round)
                    continue;
                emptySeen[route.Type.Number] = round;
            }
            insertions.Search(route, job, ref best, ref passing);
        }
        return best;
    }

    private void Sort(List<int> absent, ref Dice dice)
    {
        var (figures, order) = (instance.Figures, dice.Below(pricesDiffer ? 21 : 17));
        for (var i = 0; i < absent.Count; i++)
        {
            var job = absent[i];
            var key = order switch
            {
                < 4 => dice.Below(int.MaxValue),
                < 8 => -figures.Bulk[job],
                < 10 => -figures.Far[job],
                < 11 => figures.Far[job],
                < 13 => figures.Last[job] - figures.First[job],
                < 15 => figures.First[job],
                < 17 => -figures.Last[job],
                _ => -figures.Unserved[job] / Units.Hour,
            };
            (jobs[i], keys[i]) = (job, figures.Pinned[job] ? -Units.Never + figures.First[job] : key);
        }
        Array.Sort(keys, jobs, 0, absent.Count);
    }
}
