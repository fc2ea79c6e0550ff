namespace Dispatch.Planning;

/// <summary>An engineer for as long as the plan reaches: usually a day.</summary>
/// <param name="Id">Unique in the problem.</param>
/// <param name="Shift">Working hours in order, apart from each other. Gaps are breaks, in which nobody works or travels: a way is interrupted, a visit is not.</param>
/// <param name="Start">Where he sets out.</param>
public sealed record PlanEngineer(string Id, IReadOnlyList<Window> Shift, Spot Start)
{
    /// <summary>Where he ends; null means where his last visit is.</summary>
    public Spot? End { get; init; }

    /// <summary>Each skill once, at the level he has.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    /// <summary>How long after his last working hour he may still work, travel and come home.</summary>
    public TimeSpan MaxOvertime { get; init; }

    /// <summary>Tools that he carries.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Spare parts in his van.</summary>
    public IReadOnlyList<PartNeed> Stock { get; init; } = [];

    /// <summary>Load that his van takes, in the unit of <see cref="PlanJob.Load"/>, and takes anew when he calls at the depot; null means any.</summary>
    public int? Capacity { get; init; }

    /// <summary>Visits that he makes at most; null means any number.</summary>
    public int? MaxVisits { get; init; }

    /// <summary>His speed in km/h in place of the travel model's; travel times change in proportion, those of a matrix too.</summary>
    public double? SpeedKmh { get; init; }

    /// <summary>Zones that he serves; empty means all.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>The only customers he may go to; empty means all.</summary>
    public IReadOnlyList<string> OnlyCustomers { get; init; } = [];

    /// <summary>Customers he must not go to.</summary>
    public IReadOnlyList<string> NotCustomers { get; init; } = [];
}
