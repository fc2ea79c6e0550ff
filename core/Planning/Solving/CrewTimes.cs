namespace Dispatch.Planning.Solving;

/// <summary>When enough engineers could begin a job at the same instant.</summary>
/// <remarks>If a crew can come at all, it can at one of the instants that is the earliest in some gap of somebody's.</remarks>
internal sealed class CrewTimes(Instance instance)
{
    private readonly List<(int Engineer, long First, long Last)> gaps = [];
    private readonly List<long> starts = [];
    private readonly List<int> engineers = [];

    public void Clear() => gaps.Clear();

    /// <summary>Adds an engineer's gaps, with the first and last start in each.</summary>
    /// <param name="lead">The crew's lead; the seat after it is a helper's.</param>
    /// <param name="from">Nobody begins before.</param>
    public void Add(Route route, int lead, long from)
    {
        if (route.Visits >= route.Type.MaxVisits)
            return;
        for (var gap = 0; gap <= route.Count; gap++)
        {
            AddGap(route, lead, lead, gap, from);
            AddGap(route, lead, lead + 1, gap, from);
        }
    }

    /// <summary>Starts that are possible for so many engineers, in order; when there are more than asked for, some from all over the day.</summary>
    public List<long> Common(int needed, int most)
    {
        starts.Clear();
        foreach (var gap in gaps)
            starts.Add(gap.First);
        starts.Sort();
        var kept = 0;
        for (var i = 0; i < starts.Count; i++)
        {
            if ((kept is 0 || starts[i] != starts[kept - 1]) && At(starts[i]).Count >= needed)
                starts[kept++] = starts[i];
        }
        starts.RemoveRange(kept, starts.Count - kept);
        for (var i = 0; i < most && kept > most; i++)
            starts[i] = starts[(int)((long)i * kept / most)];
        if (kept > most)
            starts.RemoveRange(most, kept - most);
        return starts;
    }

    /// <summary>Who could begin then, each once.</summary>
    public List<int> At(long start)
    {
        engineers.Clear();
        foreach (var gap in gaps)
        {
            if (gap.First <= start && start <= gap.Last && (engineers.Count is 0 || engineers[^1] != gap.Engineer))
                engineers.Add(gap.Engineer);
        }
        return engineers;
    }

    private void AddGap(Route route, int lead, int seat, int gap, long from)
    {
        var (type, call) = (route.Type, instance.Call);
        if (type.Fit[seat] < 0)
            return;
        var last = type.StartBy(seat, type.LeaveBy(route.Latest[gap + 1], Way(seat, route.Node[gap + 1])) - type.Duration[seat]);
        Add(type.Arrive(route.End[gap], Way(route.Node[gap], seat)));
        // He may have to call at the depot before.
        if (type.Fit[call] >= 0 && route.CallAt is 0 && !route.Holds(seat) && type.StartAt(call, type.Arrive(route.End[gap], Way(route.Node[gap], call))) is < Units.Never and var called)
            Add(type.Arrive(called + type.Duration[call], Way(call, seat)));

        void Add(long arrival)
        {
            var first = type.StartAt(seat, Math.Max(arrival, from));
            if (first <= last)
                gaps.Add((route.Engineer, first, last));
            if (instance.Figures.Promised[lead] is var promised && promised > first && promised <= last)
                gaps.Add((route.Engineer, promised, last));
        }

        long Way(int one, int other) => type.Way(instance.Times.From[one * instance.Times.Nodes + other]);
    }
}
