namespace Dispatch.Planning;

/// <summary>A promised stop and how far it is.</summary>
public sealed record StopProgress(Stop Stop)
{
    /// <summary>When the engineer set out.</summary>
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>When he was there.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When he was done.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>Where an engineer was seen, and when.</summary>
public sealed record Sighting(Place Place, DateTimeOffset At);

/// <summary>When an engineer will be where he is expected, as his day goes.</summary>
/// <remarks>
/// What is ahead begins as promised, or as soon as what comes before it lets him: work that goes on takes as long as
/// planned and at least until now, ways take as long as the plan reckons, and nobody travels in a break. He is early only
/// where he has set out already; then his way counts from where he was last seen, else from where he came from.
/// </remarks>
public static class ArrivalEstimate
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>One instant for each stop, in the order given: when he arrived, or probably will.</summary>
    /// <param name="terms">What the day allows, with where it begins.</param>
    /// <param name="seen">The last sighting; counts on the way, for a quarter of an hour.</param>
    public static IReadOnlyList<DateTimeOffset> Of(DayTerms terms, IReadOnlyList<StopProgress> stops, Sighting? seen, DateTimeOffset now)
    {
        var arrivals = new DateTimeOffset[stops.Count];
        var from = terms.Start;
        var free = terms.Shift is [var first, ..] && first.From > now ? first.From : now;
        foreach (var (i, stop) in stops.Index().OrderBy(each => Phase(each.Item)).ThenBy(each => each.Item.DoneAt ?? each.Item.Stop.Start))
        {
            arrivals[i] = stop switch
            {
                { ArrivedAt: { } there } => there,
                { DepartedAt: { } departed } => OnTheWay(terms, stop.Stop.Place, seen is not null && now - seen.At <= Fresh && seen.At >= departed ? seen : new(from, departed), now),
                _ => Later(stop.Stop.Start, After(terms, free, terms.Travel.Between(from, stop.Stop.Place))),
            };
            from = stop.Stop.Place;
            // Whoever is done is free already.
            if (stop.DoneAt is null)
                free = Later(free, Later(now, arrivals[i] + (stop.Stop.End - stop.Stop.Start)));
        }
        return arrivals;
    }

    private static DateTimeOffset OnTheWay(DayTerms terms, Place to, Sighting seen, DateTimeOffset now) =>
        Later(now, seen.At + terms.Travel.Between(seen.Place, to));

    // Beyond the last working hour he is late, not gone.
    private static DateTimeOffset After(DayTerms terms, DateTimeOffset from, TimeSpan way) => terms.After(from, way) ?? from + way;

    private static int Phase(StopProgress stop) => stop switch
    {
        { DoneAt: not null } => 0,
        { ArrivedAt: not null } => 1,
        { DepartedAt: not null } => 2,
        _ => 3,
    };

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
