namespace Dispatch.Planning.Solving;

/// <summary>Reckons a route's times, limits and cost from the order of its stops, in one pass forward and one back.</summary>
internal static class RouteTimes
{
    /// <returns>Whether the order keeps every rule; when not, the route's figures mean nothing.</returns>
    public static bool Reckon(Instance instance, Route route)
    {
        route.Node[0] = route.Type.Start;
        route.Node[route.Count + 1] = route.Type.End;
        return CountParts(instance, route) && (route.Bounds is { } bounds ? Reckon(instance, route, new BoundStarts(bounds)) : Reckon(instance, route, new FreeStarts()));
    }

    private static bool Reckon<TStarts>(Instance instance, Route route, TStarts starts)
        where TStarts : struct, IStarts => Forward(instance, route, starts) && Backward(instance, route, starts);

    private static bool CountParts(Instance instance, Route route)
    {
        var (needs, type) = (instance.Needs, route.Type);
        Array.Clear(route.Used);
        var last = route.CallAt > 0 ? route.CallAt - 1 : route.Count;
        for (var stop = 1; stop <= last; stop++)
        {
            var job = route.Node[stop];
            if (type.LacksTools[job])
                return false;
            for (var i = needs.At[job]; i < needs.At[job + 1]; i++)
                route.Used[needs.Part[i]] += needs.Quantity[i];
        }
        for (var part = 0; part < needs.Parts; part++)
        {
            if (route.Used[part] > type.Stock[part])
                return false;
        }
        return (route.CallAt is 0 || HoldsAfterCall(needs, route)) && route.Visits <= type.MaxVisits;
    }

    private static bool HoldsAfterCall(PartNeeds needs, Route route)
    {
        route.LoadAfterCall = 0;
        if (needs.Load < 0)
            return true;
        for (var stop = route.CallAt + 1; stop <= route.Count; stop++)
            route.LoadAfterCall += needs.LoadOf(route.Node[stop]);
        return route.LoadAfterCall <= route.Type.Stock[needs.Load];
    }

    private static bool Forward<TStarts>(Instance instance, Route route, TStarts starts)
        where TStarts : struct, IStarts
    {
        var (type, times, figures) = (route.Type, instance.Times, instance.Figures);
        var (now, travel, cost) = (type.From[0], 0L, 0L);
        route.Start[0] = route.End[0] = now;
        for (var stop = 1; stop <= route.Count; stop++)
        {
            var job = route.Node[stop];
            var way = type.Way(times.From[route.Node[stop - 1] * times.Nodes + job]);
            var start = starts.At(type, job, type.Arrive(now, way));
            if (start >= Units.Never || type.Fit[job] < 0)
                return false;
            now = start + type.Duration[job];
            travel += way;
            cost += type.Fit[job] + figures.TimeCost(job, start, now);
            (route.Leg[stop], route.Start[stop], route.End[stop]) = (way, start, now);
        }
        var home = route.Count is 0 ? 0 : type.Way(times.From[route.Node[route.Count] * times.Nodes + type.End]);
        now = type.Arrive(now, home);
        travel += home;
        (route.Leg[route.Count + 1], route.Start[route.Count + 1], route.End[route.Count + 1]) = (home, now, now);
        if (route.Count > 0)
            cost += type.TravelHour * travel + instance.EngineerPrice + type.OvertimeHour * Math.Max(0, now - type.ShiftEnd);
        (route.Travel, route.Cost) = (travel, cost);
        return now <= type.Until[^1];
    }

    private static bool Backward<TStarts>(Instance instance, Route route, TStarts starts)
        where TStarts : struct, IStarts
    {
        var (type, figures, finish) = (route.Type, instance.Figures, route.Finish);
        var latest = type.Until[^1];
        var free = type.WorkingHour > 0 ? finish : type.OvertimeHour > 0 ? Math.Max(finish, type.ShiftEnd) : latest;
        (route.Latest[route.Count + 1], route.Free[route.Count + 1]) = (latest, free);
        for (var stop = route.Count; stop > 0; stop--)
        {
            var (job, leg) = (route.Node[stop], route.Leg[stop + 1]);
            latest = starts.By(type, job, type.LeaveBy(latest, leg) - type.Duration[job]);
            free = starts.By(type, job, type.LeaveBy(free, leg) - type.Duration[job]);
            if (figures.Timed[job])
                free = Math.Min(free, type.StartBy(job, FreeStart(figures, job, route.Start[stop], type.Duration[job])));
            (route.Latest[stop], route.Free[stop]) = (latest, free);
        }
        if (type.WorkingHour > 0 && route.Count > 0)
            route.Cost += type.WorkingHour * (finish - route.Departure);
        return true;
    }

    // A promised start costs more or less whenever it moves; a deadline only from when it passes.
    private static long FreeStart(JobFigures figures, int job, long start, long duration) =>
        figures.Promised[job] is not Units.Never ? start : Math.Max(start, figures.Deadline[job] - duration);
}
