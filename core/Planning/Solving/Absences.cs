namespace Dispatch.Planning.Solving;

/// <summary>Finds places for jobs that find none, and plans with fewer engineers: who is hard to place is counted, and whoever was left out less often may be left out instead.</summary>
/// <remarks>Fleet minimisation by absence counters, of SISR as well: a plan is gone on with when those it leaves out were left out less often before.</remarks>
internal sealed class Absences(Instance instance, Recreate recreate)
{
    private readonly long[] counts = new long[instance.Jobs];
    private readonly bool[] closed = new bool[instance.Engineers];
    private readonly int fewest = FewestEngineers(instance);

    /// <summary>Whether there is anything left to try.</summary>
    /// <param name="absent">Jobs that the current plan leaves out.</param>
    public bool HasWork(Draft draft, List<int> absent) => absent.Count > 0 || (instance.EngineerPrice > 0 && CanClose(draft) >= 0);

    /// <summary>Whether to go on with a plan, by whom it leaves out; null when that does not decide.</summary>
    public bool? Judge(List<int> absent, List<int> absentBefore)
    {
        if (absent.Count is 0)
            return absentBefore.Count is 0 ? null : true;
        var (now, before) = (Sum(absent), Sum(absentBefore));
        foreach (var job in absent)
            counts[job]++;
        return now == before ? null : now < before;
    }

    /// <summary>Closes the engineer whose jobs are placed most easily, and everybody who has none; his jobs are left out for now.</summary>
    /// <returns>Whether there was one to close.</returns>
    public bool CloseOne(Draft draft, List<int> absent)
    {
        if (instance.EngineerPrice is 0 || CanClose(draft) is not (>= 0 and var easiest))
            return false;
        draft.Begin();
        draft.Empty(easiest, absent);
        CloseIdle(draft);
        return true;
    }

    /// <summary>Closes everybody who has nothing.</summary>
    public void CloseIdle(Draft draft)
    {
        foreach (var route in draft.Routes)
            closed[route.Engineer] = route.Count is 0;
        recreate.Closed = closed;
    }

    private int CanClose(Draft draft)
    {
        var (easiest, least, used) = (-1, long.MaxValue, 0);
        foreach (var route in draft.Routes)
        {
            if (route.Count is 0)
                continue;
            used++;
            var sum = 0L;
            for (var stop = 1; stop <= route.Count && sum < long.MaxValue; stop++)
            {
                var job = route.Node[stop];
                sum = job == instance.Call ? sum : instance.Figures.Pinned[job] ? long.MaxValue : sum + counts[job];
            }
            if (sum < least)
                (easiest, least) = (route.Engineer, sum);
        }
        return used > fewest ? easiest : -1;
    }

    private long Sum(List<int> jobs)
    {
        var sum = 0L;
        foreach (var job in jobs)
            sum += counts[job];
        return sum;
    }

    // Fewer vans do not hold what all jobs need of some part.
    private static int FewestEngineers(Instance instance)
    {
        var (needs, fewest) = (instance.Needs, 1L);
        if (instance.Problem.Depot is not null)
            return 1;
        for (var part = 0; part < needs.Parts; part++)
        {
            var most = instance.Types.Max(type => type.Stock[part]);
            var all = needs.Part.Zip(needs.Quantity).Where(need => need.First == part).Sum(need => (long)need.Second);
            if (most > 0)
                fewest = Math.Max(fewest, (all - 1) / most + 1);
        }
        return (int)fewest;
    }
}
