using Dispatch.Configuration;
using Dispatch.Planning;

namespace Dispatch.Matching;

/// <summary>The document <c>dispatch-prices/default</c>: what the live plan weighs against each other, in minor units of one currency.</summary>
/// <remarks>Whoever is proposed, what a move costs and which day is better all go by it. What it leaves out is as shipped.</remarks>
public sealed record DispatchPrices
{
    /// <summary>As shipped: an hour of travel costs 60 yuan, a broken promise 100 an hour.</summary>
    public static DispatchPrices Shipped { get; } = new();

    /// <summary>ISO 4217 code; nothing is converted.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>Per hour of travel; the one price that cannot be nothing, because the others are weighed against it.</summary>
    public long TravelHour { get; init; } = 6_000;

    /// <summary>Per hour that an engineer would have to stay beyond his shift.</summary>
    public long OvertimeHour { get; init; } = 12_000;

    /// <summary>Per hour that a visit ends after the nearest deadline that hangs on it.</summary>
    public long LateHour { get; init; } = 10_000;

    /// <summary>Per hour that a visit begins after the earliest it could. Less than <see cref="BookedHour"/> lets tomorrow's empty day win over an hour of today.</summary>
    /// <remarks><c>bench -- week</c> shows what it comes to: more shortens waits and lengthens ways.</remarks>
    public long DelayHour { get; init; } = 500;

    /// <summary>Per hour that the engineer's day already holds, which spreads work.</summary>
    public long BookedHour { get; init; } = 500;

    /// <summary>Per level of skill above the one asked, which keeps experts free.</summary>
    public long SpareLevel { get; init; } = 400;

    /// <summary>For a visit that goes to somebody else than promised.</summary>
    public long ChangedEngineer { get; init; } = 2_000;

    /// <summary>Per hour by which a visit begins earlier or later than promised.</summary>
    public long ChangedHour { get; init; } = 1_000;

    /// <summary>For a visit of low priority that finds nobody; twice as much for each step more urgent.</summary>
    public long Unserved { get; init; } = 1_000_000;

    /// <summary>What a day has to become cheaper by before the service touches anybody's promise by itself.</summary>
    public long LeastGain { get; init; } = 2_000;

    /// <summary>Those in force.</summary>
    public static DispatchPrices Of(ConfigurationSnapshot configuration) =>
        configuration.Current(DispatchPricesKind.Instance, DispatchPricesKind.DocumentId)?.Value ?? Shipped;

    /// <summary>The same for a search.</summary>
    public PlanPrices ForPlans() => new()
    {
        Currency = Currency, TravelHour = TravelHour, OvertimeHour = OvertimeHour, Unserved = Unserved,
        ChangedEngineer = ChangedEngineer, ChangedHour = ChangedHour, SpareLevel = SpareLevel,
    };

    /// <summary>The same for choosing somebody, in minutes of travel.</summary>
    public MatchWeights ForMatching()
    {
        var minute = TravelHour / 60.0;
        return new(1, BookedHour / minute, SpareLevel / minute, DelayHour / minute, LateHour / minute);
    }
}
