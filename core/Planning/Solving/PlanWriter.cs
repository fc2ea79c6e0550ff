namespace Dispatch.Planning.Solving;

/// <summary>Writes a draft down as a plan, with instants, costs by term, and reasons.</summary>
internal static class PlanWriter
{
    public static Plan Write(Draft draft)
    {
        var routes = draft.Routes.Where(route => route.Visits > 0).ToList();
        return new([.. routes.Select(route => Write(draft.Instance, route))], new WhyUnserved(draft).All(), new CostTerms(draft).Sum());
    }

    private static PlanRoute Write(Instance instance, Route route)
    {
        var (type, departure) = (route.Type, route.Departure);
        var (now, visits) = (departure, new List<PlanVisit>());
        for (var stop = 1; stop <= route.Count; stop++)
        {
            var job = route.Node[stop];
            var arrival = type.Arrive(now, route.Leg[stop]);
            var start = route.StartAt(job, arrival);
            now = start + type.Duration[job];
            visits.Add(new(
                job == instance.Call ? null : instance.Problem.Jobs[job].Id,
                At(arrival), At(start), At(now), (double)route.Leg[stop] / Units.Second)
            {
                Helps = job != instance.Call && instance.Links is { } links && links.IsHelper(job),
                SlackSeconds = (double)(route.Latest[stop] - start) / Units.Second,
            });
        }
        var end = type.Arrive(now, route.Leg[route.Count + 1]);
        return new(instance.Problem.Engineers[route.Engineer].Id, At(departure), At(end), visits) { TravelSeconds = (double)route.Travel / Units.Second };

        DateTimeOffset At(long units) => Units.Instant(instance.Origin, units);
    }
}
