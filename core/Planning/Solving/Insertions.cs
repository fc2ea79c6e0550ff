namespace Dispatch.Planning.Solving;

/// <summary>Finds where a job goes in at the least cost. Only what keeps every rule is considered.</summary>
/// <remarks>
/// A gap costs constant time as long as what comes after it is not made dearer: the limits kept with a route say so. Otherwise the changed route is reckoned as a
/// whole, on a copy. Either way the cost found is exactly what making the move changes.
/// </remarks>
internal sealed class Insertions(Instance instance)
{
    private readonly Route trial = new(instance, 0);

    /// <summary>The best gap of one route, if it is better than what was found before.</summary>
    public void Search(Route route, int job, ref Move best, ref Blinks blinks)
    {
        var type = route.Type;
        if (type.Fit[job] < 0 || route.Visits >= type.MaxVisits)
            return;
        if (route.Holds(job))
            Scan(route, job, 0, route.CallAt > 0 && !route.HoldsAfterCall(job) ? route.CallAt - 1 : route.Count, ref best, ref blinks);
        else if (route.CallAt > 0)
            Scan(route, job, route.CallAt, route.HoldsAfterCall(job) ? route.Count : -1, ref best, ref blinks);
        else if (type.Fit[instance.Call] >= 0)
            ScanWithCall(route, job, ref best, ref blinks);
    }

    private void Scan(Route route, int job, int firstGap, int lastGap, ref Move best, ref Blinks blinks)
    {
        if (route.Type.IsPlainFor(job) && !instance.Figures.AnyPromised && !(instance.Links is { } links && links.IsLinked[job]))
            ScanPlain(route, job, firstGap, lastGap, ref best, ref blinks);
        else
            ScanAny(route, job, firstGap, lastGap, ref best, ref blinks);
    }

    // Most time goes by here, so nothing is looked up twice and nothing called that need not be.
    private void ScanPlain(Route route, int job, int firstGap, int lastGap, ref Move best, ref Blinks blinks)
    {
        var (type, stops) = (route.Type, lastGap + 2);
        var into = instance.Times.Into(job);
        var outOf = instance.Times.OutOf(job);
        ReadOnlySpan<int> node = route.Node.AsSpan(0, stops);
        ReadOnlySpan<long> leaves = route.End.AsSpan(0, node.Length), leg = route.Leg.AsSpan(0, node.Length), latest = route.Latest.AsSpan(0, node.Length);
        var (first, last, duration, price) = (type.First[job], type.Last[job], type.Duration[job], type.TravelHour);
        var (earliestEnd, own, least) = (first + duration, type.Fit[job] + (route.Count is 0 ? instance.EngineerPrice : 0), best.Cost);
        for (var gap = firstGap; gap < node.Length - 1; gap++)
        {
            if (leaves[gap] > last)
                return;
            if (latest[gap + 1] < earliestEnd)
                continue;
            long there = into[node[gap]], on = outOf[node[gap + 1]];
            var cost = own + price * (there + on - leg[gap + 1]);
            var arrival = leaves[gap] + there;
            if (cost >= least || arrival > last)
                continue;
            var end = Math.Max(arrival, first) + duration;
            if (end + on > latest[gap + 1] || blinks.Now())
                continue;
            cost = end + on > route.Free[gap + 1] ? Whole(route, job, gap) : cost + instance.Figures.TimeCost(job, end - duration, end);
            if (cost < least)
                (best, least) = (new(job, route.Engineer, gap, -1, cost), cost);
        }
    }

    private void ScanAny(Route route, int job, int firstGap, int lastGap, ref Move best, ref Blinks blinks)
    {
        var (type, figures) = (route.Type, instance.Figures);
        var into = instance.Times.Into(job);
        var outOf = instance.Times.OutOf(job);
        var (duration, last, earliestEnd) = (type.Duration[job], type.Last[job], type.First[job] + type.Duration[job]);
        var own = type.Fit[job] + (route.Count is 0 ? instance.EngineerPrice : 0);
        var (from, until) = route.Bounds is { } bounds ? (bounds.From[job], bounds.Until[job]) : (-Units.Never, Units.Never - 1);
        for (var gap = firstGap; gap <= lastGap && route.End[gap] <= last; gap++)
        {
            if (route.Latest[gap + 1] < earliestEnd)
                continue;
            var (there, on) = (type.Way(into[route.Node[gap]]), type.Way(outOf[route.Node[gap + 1]]));
            var cost = own + type.TravelHour * (there + on - route.Leg[gap + 1]);
            if (cost >= best.Cost && !figures.AnyPromised)
                continue;
            var start = type.StartAt(job, Math.Max(type.Arrive(route.End[gap], there), from));
            if (start > until)
                continue;
            var next = type.Arrive(start + duration, on);
            if (next > route.Latest[gap + 1] || blinks.Now())
                continue;
            cost = route.Working is { } working && type.WorkingIsPlain ? cost + PaidTime(route, working.With(type, job, gap, there, next, on))
                : type.WorkingHour > 0 || next > route.Free[gap + 1] ? Whole(route, job, gap)
                : cost + figures.TimeCost(job, start, start + duration);
            if (cost < best.Cost)
                best = new(job, route.Engineer, gap, -1, cost);
        }
    }

    private static long PaidTime(Route route, (long Finish, long Length) with)
    {
        var type = route.Type;
        var (before, overtime) = route.Count is 0 ? (0, 0) : (route.Finish - route.Departure, Math.Max(0, route.Finish - type.ShiftEnd));
        return type.WorkingHour * (with.Length - before) + type.OvertimeHour * (Math.Max(0, with.Finish - type.ShiftEnd) - overtime);
    }

    // The call may come long before the job that needs it: every pair of gaps is tried, later ones only while the call itself fits.
    private void ScanWithCall(Route route, int job, ref Move best, ref Blinks blinks)
    {
        var (type, times, call) = (route.Type, instance.Times, instance.Call);
        for (var callGap = 0; callGap <= route.Count && route.End[callGap] <= type.Last[call]; callGap++)
        {
            var before = route.Node[callGap];
            var there = type.Way(times.From[before * times.Nodes + call]);
            var start = type.StartAt(call, type.Arrive(route.End[callGap], there));
            for (var gap = callGap; gap <= route.Count && start < Units.Never; gap++)
            {
                var (from, leaves, way) = gap == callGap ? (call, start + type.Duration[call], there) : (route.Node[gap], route.End[gap], 0L);
                if (gap > callGap && (leaves > type.Last[job] || !StillFits(route, callGap, call, start)))
                    break;
                var arrival = type.StartAt(job, type.Arrive(leaves, type.Way(times.From[from * times.Nodes + job])));
                if (arrival >= Units.Never || blinks.Now() || Travel(route, job, callGap, gap, way) >= best.Cost)
                    continue;
                if (Whole(route, job, gap, callGap) is var cost && cost < best.Cost)
                    best = new(job, route.Engineer, gap, callGap, cost);
            }
        }
    }

    private bool StillFits(Route route, int callGap, int call, long start)
    {
        var type = route.Type;
        var on = type.Way(instance.Times.From[call * instance.Times.Nodes + route.Node[callGap + 1]]);
        return type.Arrive(start + type.Duration[call], on) <= route.Latest[callGap + 1];
    }

    // A lower bound: what the travel alone costs.
    private long Travel(Route route, int job, int callGap, int gap, long way)
    {
        var (type, call) = (route.Type, instance.Call);
        if (instance.Figures.AnyPromised)
            return -Units.Never;
        var travel = gap == callGap
            ? way + Way(call, job) + Way(job, route.Node[gap + 1]) - route.Leg[gap + 1]
            : Way(route.Node[callGap], call) + Way(call, route.Node[callGap + 1]) - route.Leg[callGap + 1]
                + Way(route.Node[gap], job) + Way(job, route.Node[gap + 1]) - route.Leg[gap + 1];
        return type.Fit[job] + type.TravelHour * travel;

        long Way(int from, int to) => type.Way(instance.Times.From[from * instance.Times.Nodes + to]);
    }

    private long Whole(Route route, int job, int gap, int callGap = -1)
    {
        trial.CopyOrder(route);
        trial.Put(job, gap);
        if (callGap >= 0)
            trial.Put(instance.Call, callGap);
        return trial.Refresh() ? trial.Cost - route.Cost : Units.Never;
    }
}
