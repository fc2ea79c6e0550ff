namespace Dispatch.Planning;

/// <summary>Who works, what there is to do, and what everything costs: all that a plan is made from.</summary>
/// <param name="Engineers">In an order of no meaning; ids are unique.</param>
/// <param name="Jobs">In an order of no meaning; ids are unique.</param>
public sealed record PlanProblem(IReadOnlyList<PlanEngineer> Engineers, IReadOnlyList<PlanJob> Jobs)
{
    /// <summary>Travel times between numbered points; null means from coordinates by <see cref="Travel"/>.</summary>
    public TravelMatrix? Matrix { get; init; }

    /// <summary>How long ways take between coordinates.</summary>
    public TravelModel Travel { get; init; } = TravelModel.City;

    /// <summary>What a plan is judged by.</summary>
    public PlanPrices Prices { get; init; } = new();

    /// <summary>Where engineers may fetch tools and parts that they lack; null when there is no such place.</summary>
    public PlanDepot? Depot { get; init; }

    /// <summary>Where the search begins: what of it keeps the rules goes in first. Empty means that it begins from nothing.</summary>
    public IReadOnlyList<GivenRoute> Routes { get; init; } = [];
}

/// <summary>Visits of an engineer as they are planned by now.</summary>
/// <param name="Engineer">His id; each engineer has one route at most.</param>
/// <param name="Jobs">Ids in the order of visits. Calls at the depot are not named: they go where they cost least.</param>
public sealed record GivenRoute(string Engineer, IReadOnlyList<string> Jobs);

/// <summary>A point: coordinates, or the number of a row of the travel matrix; one of both.</summary>
public sealed record Spot(Place? Place = null, int? Point = null)
{
    /// <summary>A row and column of the travel matrix.</summary>
    public static Spot At(int point) => new(Point: point);

    /// <summary>A point on the map.</summary>
    public static Spot At(double longitude, double latitude) => new(new Place(longitude, latitude));
}

/// <summary>Travel times, door to door: <c>Seconds[from][to]</c>. They need not be symmetric.</summary>
/// <param name="Seconds">Square; each at least 0 and at most two days. The diagonal counts as 0.</param>
public sealed record TravelMatrix(IReadOnlyList<IReadOnlyList<double>> Seconds);

/// <summary>Where an engineer may call once on his way, and from then on has every tool and part, and an empty van.</summary>
public sealed record PlanDepot(Spot At)
{
    /// <summary>Time that the call takes.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When it has to begin; null means at any time.</summary>
    public Window? Window { get; init; }
}
