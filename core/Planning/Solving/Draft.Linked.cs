namespace Dispatch.Planning.Solving;

/// <content>Jobs that are linked to others: they go in and out together, and bound each other's starts.</content>
internal sealed partial class Draft
{
    private readonly List<int> leaving = [];
    private readonly List<int> changing = [];
    private readonly List<Route> orders = [];

    /// <summary>Makes a move of a linked job, with all of its crew.</summary>
    public void Make(LinkedMove move)
    {
        foreach (var each in move.Seats)
        {
            Bounds!.Set(each.Job, move.From, move.Until);
            Make(each);
        }
        var lead = move.Seats[0].Job;
        // It may be later from now on, but not earlier: whatever it waits for has until then.
        Bounds!.Set(lead, Routes[Engineer[lead]].Start[Stop[lead]], move.Until);
        foreach (var first in Instance.Links!.Before[lead])
            Bound(first);
    }

    // Each of a crew must have ended by the time at which what waits may begin; on his own route it comes after him anyhow.
    private void Bound(int lead)
    {
        for (var seat = lead; seat < lead + Instance.Links!.Seats[lead]; seat++)
        {
            if (Tighten(lead, seat))
                Reckon(Touch(Engineer[seat]));
        }
    }

    private bool Tighten(int lead, int seat)
    {
        var (engineer, until) = (Engineer[seat], Units.Never - 1);
        if (Instance.Links!.Seats[lead] > 1)
            return false;
        foreach (var next in Instance.Links.Behind[lead])
        {
            if (Engineer[next] >= 0 && !IsServedBy(engineer, next))
                until = Math.Min(until, Bounds!.From[next] - Routes[engineer].Type.Duration[seat]);
        }
        if (until == Bounds!.Until[seat])
            return false;
        Bounds.Set(seat, Bounds.From[seat], until);
        return true;
    }

    private bool IsServedBy(int engineer, int lead) => Engineer.AsSpan(lead, Instance.Links!.Seats[lead]).Contains(engineer);

    private bool IsBound(Route route, int gap)
    {
        if (Bounds is null)
            return false;
        for (var stop = gap + 1; stop <= route.Count; stop++)
        {
            if (Bounds.Binds(route.Node[stop]))
                return true;
        }
        return false;
    }

    /// <param name="marked">What to take out of the route, to be unmarked; null for everything.</param>
    private bool RemoveLinked(Links links, int engineer, bool[]? marked, List<int> removed)
    {
        leaving.Clear();
        for (var (route, stop) = (Routes[engineer], 1); stop <= route.Count; stop++)
        {
            var job = route.Node[stop];
            if (job == Instance.Call || (marked is not null && !marked[job]))
                continue;
            if (marked is not null)
                marked[job] = false;
            links.AddWithDependents(job, leaving);
        }
        leaving.RemoveAll(job => Engineer[job] < 0);
        return RemoveTogether(links, removed);
    }

    // All of them or none, from however many routes.
    private bool RemoveTogether(Links links, List<int> removed)
    {
        var (mark, cost) = (Bounds!.Mark, Cost);
        changing.Clear();
        foreach (var job in leaving)
            KeepOrder(Engineer[job]);
        foreach (var job in leaving)
        {
            Routes[Engineer[job]].Take(StopOf(job));
            Free(job);
            Bounds.Set(job, -Units.Never, Units.Never - 1);
        }
        foreach (var job in leaving)
            Loosen(links.Before[job]);
        var keepsRules = true;
        foreach (var engineer in changing)
        {
            var route = Routes[engineer];
            route.DropLoneCall();
            Cost -= route.Cost;
            keepsRules &= route.Refresh();
            Cost += route.Cost;
            Number(route);
        }
        if (keepsRules)
            removed.AddRange(leaving);
        else
            PutBack(mark, cost);
        return keepsRules;
    }

    private void Loosen(int[] before)
    {
        foreach (var first in before)
        {
            if (Engineer[first] >= 0 && Tighten(first, first))
                KeepOrder(Engineer[first]);
        }
    }

    // Stops count from where they were: those before may have left already.
    private int StopOf(int job)
    {
        var route = Routes[Engineer[job]];
        var stop = Math.Min(Stop[job], route.Count);
        while (route.Node[stop] != job)
            stop--;
        return stop;
    }

    private void KeepOrder(int engineer)
    {
        if (changing.Contains(engineer))
            return;
        if (orders.Count == changing.Count)
            orders.Add(new(Instance, engineer));
        orders[changing.Count].CopyOrder(Touch(engineer));
        changing.Add(engineer);
    }

    private void PutBack(int mark, long cost)
    {
        Bounds!.TakeBack(mark);
        for (var i = 0; i < changing.Count; i++)
        {
            var route = Routes[changing[i]];
            route.CopyOrder(orders[i]);
            route.Refresh();
            Number(route);
        }
        Cost = cost;
    }
}

/// <summary>A linked job into a plan: one move for each of its crew, and when it may begin from then on.</summary>
internal sealed class LinkedMove
{
    /// <summary>The lead's first; empty when there is no way.</summary>
    public List<Move> Seats { get; } = [];

    /// <summary>First and last start.</summary>
    public long From { get; set; }

    /// <inheritdoc cref="From" />
    public long Until { get; set; }

    /// <summary>What all of it changes of the plan's cost; the price of leaving it out is not counted.</summary>
    public long Cost { get; set; } = Units.Never;

    /// <summary>Whether there is one.</summary>
    public bool Exists => Seats.Count > 0;

    public void Clear()
    {
        Seats.Clear();
        Cost = Units.Never;
    }
}
