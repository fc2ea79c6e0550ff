namespace Dispatch.Planning.Solving;

/// <summary>What a route keeps so that the paid time from setting out to the end is known in constant time for every gap that a job may go into.</summary>
/// <remarks>
/// Only where there are no breaks, each job has one span of starts, and nothing but the end depends on when. The end is then the later of two: the arrival
/// somewhere plus all work from there, or the earliest end if he arrived there at once; and the latest departure is found the same way backwards
/// (T. Vidal et al., "A hybrid genetic algorithm with adaptive diversity management for a large class of vehicle routing problems with time-windows", 2013).
/// </remarks>
internal sealed class WorkingTimes
{
    private long[] toEnd = new long[10];
    private long[] earliestEnd = new long[10];
    private long[] latestArrival = new long[10];
    private long[] fromStart = new long[10];
    private long[] latestDeparture = new long[10];

    /// <summary>Reckons them for a route whose times are known.</summary>
    public void Reckon(Route route)
    {
        while (toEnd.Length < route.Count + 2)
            Grow();
        var (type, last) = (route.Type, route.Count + 1);
        (toEnd[last], earliestEnd[last], latestArrival[last]) = (0, -Units.Never, Units.Never);
        for (var stop = route.Count; stop > 0; stop--)
        {
            var (job, work) = (route.Node[stop], type.Duration[route.Node[stop]] + route.Leg[stop + 1]);
            toEnd[stop] = work + toEnd[stop + 1];
            earliestEnd[stop] = Math.Max(type.First[job] + toEnd[stop], earliestEnd[stop + 1]);
            latestArrival[stop] = Math.Min(type.Last[job], latestArrival[stop + 1] - work);
        }
        (fromStart[0], latestDeparture[0]) = (0, Units.Never);
        for (var stop = 1; stop <= route.Count; stop++)
        {
            var job = route.Node[stop];
            latestDeparture[stop] = Math.Min(latestDeparture[stop - 1], type.Last[job] - fromStart[stop - 1] - route.Leg[stop]);
            fromStart[stop] = fromStart[stop - 1] + route.Leg[stop] + type.Duration[job];
        }
    }

    /// <summary>End and length of the route with a job in a gap.</summary>
    /// <param name="there">The way to the job.</param>
    /// <param name="next">When he arrives at what follows.</param>
    /// <param name="on">The way from the job to what follows.</param>
    public (long Finish, long Length) With(EngineerType type, int job, int gap, long there, long next, long on)
    {
        var finish = Math.Max(next + toEnd[gap + 1], earliestEnd[gap + 1]);
        var arrival = Math.Min(finish - toEnd[gap + 1], latestArrival[gap + 1]);
        var start = Math.Min(arrival - on - type.Duration[job], type.Last[job]);
        var departure = Math.Max(type.From[0], Math.Min(start - there - fromStart[gap], latestDeparture[gap]));
        return (finish, finish - departure);
    }

    private void Grow()
    {
        var size = toEnd.Length * 2;
        Array.Resize(ref toEnd, size);
        Array.Resize(ref earliestEnd, size);
        Array.Resize(ref latestArrival, size);
        Array.Resize(ref fromStart, size);
        Array.Resize(ref latestDeparture, size);
    }
}
