using Dispatch.Planning;

namespace Dispatch.Bench.Dynamic;

/// <summary>A stop that was made, or is under way.</summary>
/// <param name="Row">The request's row, 0 for the call at the depot, or the technician's own row when he goes home.</param>
/// <param name="Departure">When he set out for it.</param>
internal sealed record MadeStop(int Row, DateTimeOffset Departure, DateTimeOffset Start, DateTimeOffset End);

/// <summary>A technician as his day goes: what he has done, where he goes on from and when, and what is left in his van.</summary>
/// <remarks>Who has nothing left to do goes home at once, and his day is over.</remarks>
internal sealed class DynamicTechnician(PlanEngineer original, TimeSpan[][] ways)
{
    private const int Plenty = 1_000_000;
    private readonly int home = original.Start.Point!.Value;
    private IReadOnlyList<PlanVisit> planned = [];
    private bool isHome;
    private int at = original.Start.Point!.Value;
    private DateTimeOffset free = original.Shift[0].From;
    private IReadOnlyList<string> tools = original.Tools;
    private IReadOnlyList<PartNeed> stock = original.Stock;

    public string Id => original.Id;

    /// <summary>What he has done or is on his way to, in order.</summary>
    public List<MadeStop> Made { get; } = [];

    /// <summary>Requests that are planned and not begun, in order.</summary>
    public IReadOnlyList<string> Open => [.. planned.Select(visit => visit.Job).OfType<string>()];

    /// <summary>The mark that holds his time from now on: whoever is out is paid.</summary>
    private string Mark => $"out {original.Id}";

    /// <summary>Takes over a plan.</summary>
    public void Follow(PlanRoute? route)
    {
        planned = route is null ? [] : [.. route.Visits.Where(visit => visit.Job != Mark)];
    }

    /// <summary>Sets out for everything that he sets out for by then, as late as the plan's starts allow.</summary>
    public void GoOn(DateTimeOffset now, IReadOnlyDictionary<string, PlanJob> jobs)
    {
        while (planned.Count > 0 && Departure() is var departure && departure <= now)
        {
            var visit = planned[0];
            var row = visit.Job is { } id ? jobs[id].At.Point!.Value : 0;
            // A call ends where the plan needs it to; it may be made at any time before that.
            var start = visit.Job is null ? departure + ways[at][0] : visit.Start;
            Made.Add(new(row, departure, start, start + (visit.End - visit.Start)));
            if (visit.Job is null)
                (tools, stock) = ([.. jobs.Values.SelectMany(job => job.Tools).Distinct()], [.. jobs.Values.SelectMany(job => job.Parts).Select(part => part.Part).Distinct().Select(part => new PartNeed(part, Plenty))]);
            else
                stock = [.. stock.Select(part => part with { Quantity = part.Quantity - jobs[visit.Job].Parts.Where(used => used.Part == part.Part).Sum(used => used.Quantity) })];
            (at, free, planned) = (row, Made[^1].End, [.. planned.Skip(1)]);
        }
        if (planned.Count is 0 && Made.Count > 0 && !isHome && free < now)
            GoHome();
    }

    /// <summary>He as the planner sees him from now on, and the mark that holds his time; null when his day is over.</summary>
    public (PlanEngineer Engineer, PlanJob? Mark)? From(DateTimeOffset now)
    {
        var from = free > now ? free : now;
        if (isHome || from >= original.Shift[0].Until)
            return null;
        var engineer = original with { Start = Spot.At(at), Shift = [original.Shift[0] with { From = from }], Tools = tools, Stock = [.. stock.Where(part => part.Quantity > 0)] };
        return (engineer, Made.Count is 0 ? null : new PlanJob(Mark, Spot.At(at), TimeSpan.Zero) { Pin = new(original.Id, from) });
    }

    /// <summary>The route that he has, with the mark, to begin a search from.</summary>
    public GivenRoute Route => new(original.Id, Made.Count is 0 ? Open : [Mark, .. Open]);

    private void GoHome()
    {
        Made.Add(new(home, free, free + ways[at][home], free + ways[at][home]));
        (at, free, isHome) = (home, Made[^1].End, true);
    }

    private DateTimeOffset Departure()
    {
        var stop = 0;
        while (planned[stop].Job is null && stop + 1 < planned.Count)
            stop++;
        var by = planned[stop].Start - TimeSpan.FromSeconds(planned[stop].TravelSeconds);
        while (stop-- > 0)
            by = by - (planned[stop].End - planned[stop].Start) - TimeSpan.FromSeconds(planned[stop].TravelSeconds);
        return by > free ? by : free;
    }
}
