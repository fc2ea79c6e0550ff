namespace Dispatch.Planning.Solving;

/// <summary>A plan in the making: every engineer's route and the jobs that nobody has. Changes can be taken back.</summary>
internal sealed partial class Draft
{
    private readonly Route[] before;
    private readonly Route spare;
    private readonly Route spareTwo;
    private readonly List<int> touched = [];
    private readonly bool[] isTouched;
    private long costBefore;

    public Draft(Instance instance)
    {
        Instance = instance;
        Bounds = instance.Links is null ? null : new(instance.Jobs + 1);
        Routes = [.. Enumerable.Range(0, instance.Engineers).Select(engineer => new Route(instance, engineer) { Bounds = Bounds })];
        before = [.. Enumerable.Range(0, instance.Engineers).Select(engineer => new Route(instance, engineer))];
        spare = new(instance, 0);
        spareTwo = new(instance, 0);
        isTouched = new bool[instance.Engineers];
        Engineer = new int[instance.Jobs + 1];
        Stop = new int[instance.Jobs + 1];
        Array.Fill(Engineer, -1);
        Cost = Routes.Sum(route => route.Cost) + instance.Figures.Unserved.Sum();
    }

    public Instance Instance { get; }
    public Route[] Routes { get; }

    /// <summary>When jobs linked to others may begin; null where no job is.</summary>
    public StartBounds? Bounds { get; }

    /// <summary>Who has a job; -1 when nobody has.</summary>
    public int[] Engineer { get; }

    /// <summary>At which stop of his route a job is.</summary>
    public int[] Stop { get; }

    /// <summary>What all of it costs.</summary>
    public long Cost { get; private set; }

    /// <summary>Routes changed since <see cref="Begin"/>.</summary>
    public IReadOnlyList<int> Touched => touched;

    /// <summary>From here on changes can be taken back.</summary>
    public void Begin()
    {
        foreach (var engineer in touched)
            isTouched[engineer] = false;
        touched.Clear();
        Bounds?.Begin();
        costBefore = Cost;
    }

    /// <summary>Takes back every change since <see cref="Begin"/>.</summary>
    public void TakeBack()
    {
        Bounds?.TakeBack(0);
        foreach (var engineer in touched)
        {
            var route = Routes[engineer];
            for (var stop = 1; stop <= route.Count; stop++)
            {
                if (Engineer[route.Node[stop]] == engineer)
                    Engineer[route.Node[stop]] = -1;
            }
        }
        foreach (var engineer in touched)
        {
            Routes[engineer].CopyFrom(before[engineer]);
            Number(Routes[engineer]);
        }
        Cost = costBefore;
        Begin();
    }

    /// <summary>A route that is about to change.</summary>
    public Route Touch(int engineer)
    {
        if (!isTouched[engineer])
        {
            isTouched[engineer] = true;
            touched.Add(engineer);
            before[engineer].CopyFrom(Routes[engineer]);
        }
        return Routes[engineer];
    }

    /// <summary>Makes a move that was found to be possible.</summary>
    public void Make(in Move move)
    {
        var route = Touch(move.Engineer);
        route.Put(move.Job, move.Gap);
        if (move.CallGap >= 0)
            route.Put(Instance.Call, move.CallGap);
        Cost -= Instance.Figures.Unserved[move.Job];
        Reckon(route);
    }

    /// <summary>Takes out all jobs of a route that are marked, with their crews and what waits for them, and unmarks them. A call at the depot stays, needed or not, as long as any job does.</summary>
    /// <param name="removed">Gets those taken out.</param>
    /// <returns>False when the rest would not keep every rule, as happens where the way by another place is the shorter one; nothing is changed then.</returns>
    public bool RemoveMarked(int engineer, bool[] marked, List<int> removed)
    {
        if (Instance.Links is { } links)
            return RemoveLinked(links, engineer, marked, removed);
        var (route, first) = (Touch(engineer), removed.Count);
        spare.CopyOrder(route);
        for (var stop = route.Count; stop > 0; stop--)
        {
            var job = route.Node[stop];
            if (!marked[job])
                continue;
            marked[job] = false;
            route.Take(stop);
            removed.Add(job);
        }
        route.DropLoneCall();
        Cost -= route.Cost;
        var keepsRules = route.Refresh();
        if (!keepsRules)
        {
            removed.RemoveRange(first, removed.Count - first);
            route.CopyOrder(spare);
            route.Refresh();
        }
        for (var i = first; i < removed.Count; i++)
            Free(removed[i]);
        Cost += route.Cost;
        Number(route);
        return keepsRules;
    }

    /// <summary>Two engineers change what follows a gap of each.</summary>
    /// <returns>False when that would not keep every rule; nothing is changed then.</returns>
    public bool SwapTails(int engineer, int gap, int other, int otherGap)
    {
        var (one, two) = (Touch(engineer), Touch(other));
        if (IsBound(one, gap) || IsBound(two, otherGap) || !one.CanGoOn(gap, two, otherGap) || !two.CanGoOn(otherGap, one, gap))
            return false;
        spare.CopyOrder(one);
        spareTwo.CopyOrder(two);
        Cost -= one.Cost + two.Cost;
        one.GoOnAs(gap, spareTwo, otherGap);
        two.GoOnAs(otherGap, spare, gap);
        var keepsRules = one.Refresh() & two.Refresh();
        if (!keepsRules)
        {
            one.CopyOrder(spare);
            two.CopyOrder(spareTwo);
            one.Refresh();
            two.Refresh();
        }
        Cost += one.Cost + two.Cost;
        Number(one);
        Number(two);
        return keepsRules;
    }

    /// <summary>Takes everything from an engineer, with crews and what waits.</summary>
    /// <param name="removed">Gets the jobs taken out.</param>
    public void Empty(int engineer, List<int> removed)
    {
        var route = Touch(engineer);
        if (Instance.Links is { } links)
        {
            RemoveLinked(links, engineer, null, removed);
            return;
        }
        for (var stop = 1; stop <= route.Count; stop++)
        {
            if (route.Node[stop] == Instance.Call)
                continue;
            removed.Add(route.Node[stop]);
            Free(route.Node[stop]);
        }
        Cost -= route.Cost;
        route.Clear();
        Cost += route.Cost;
    }

    /// <summary>Gives an engineer who has nothing these stops.</summary>
    public void Lay(int engineer, ReadOnlySpan<int> nodes)
    {
        var route = Touch(engineer);
        foreach (var node in nodes)
        {
            route.Put(node, route.Count);
            Cost -= Instance.Figures.Unserved[node];
        }
        Reckon(route);
    }

    /// <summary>Takes over another order of the same stops, and of the call at the depot.</summary>
    public void Replace(int engineer, Route order)
    {
        var route = Touch(engineer);
        route.CopyOrder(order);
        Reckon(route);
    }

    private void Free(int job)
    {
        Engineer[job] = -1;
        Cost += Instance.Figures.Unserved[job];
    }

    private void Reckon(Route route)
    {
        Cost -= route.Cost;
        if (!route.Refresh())
            throw new InvalidOperationException($"A change broke the route of engineer {route.Engineer}.");
        Cost += route.Cost;
        Number(route);
    }

    private void Number(Route route)
    {
        for (var stop = 1; stop <= route.Count; stop++)
            (Engineer[route.Node[stop]], Stop[route.Node[stop]]) = (route.Engineer, stop);
    }
}

/// <summary>A job into a gap of a route, with what that changes of the plan's cost; the price of leaving the job out is not counted.</summary>
/// <param name="Gap">Number of the stop before it.</param>
/// <param name="CallGap">Where a call at the depot goes in as well, at or before <paramref name="Gap"/>; -1 when none does.</param>
internal readonly record struct Move(int Job, int Engineer, int Gap, int CallGap, long Cost)
{
    /// <summary>No move.</summary>
    public static readonly Move None = new(-1, -1, -1, -1, Units.Never);

    /// <summary>Whether there is one.</summary>
    public bool Exists => Engineer >= 0;
}
