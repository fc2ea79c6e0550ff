namespace Dispatch.Planning;

/// <summary>What a plan is judged by: prices in minor units of one currency. Their sum over a plan is what the search makes small.</summary>
/// <remarks>Hard rules are kept by every plan; what they leave no room for is left out, which by default costs more than anything else.</remarks>
public sealed record PlanPrices
{
    /// <summary>ISO 4217 code; nothing is converted.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>Per hour of travel.</summary>
    public long TravelHour { get; init; } = 6_000;

    /// <summary>Per hour from setting out to the end: travel, work and waiting.</summary>
    public long WorkingHour { get; init; }

    /// <summary>Per hour after the end of the shift.</summary>
    public long OvertimeHour { get; init; } = 12_000;

    /// <summary>Per engineer who has any visit; a high one makes plans with few engineers.</summary>
    public long Engineer { get; init; }

    /// <summary>For a job of low priority that is left out; twice as much for each step more urgent.</summary>
    public long Unserved { get; init; } = 1_000_000;

    /// <summary>For a job that goes to somebody else than promised.</summary>
    public long ChangedEngineer { get; init; } = 2_000;

    /// <summary>Per hour by which a visit begins earlier or later than promised.</summary>
    public long ChangedHour { get; init; } = 1_000;

    /// <summary>Per level above the one asked, summed over the skills asked.</summary>
    public long SpareLevel { get; init; } = 200;

    /// <summary>For a visit by somebody else than the preferred engineer.</summary>
    public long NotPreferred { get; init; } = 1_000;

    /// <summary>Multiplies the penalties of deadlines.</summary>
    public long LatenessFactor { get; init; } = 1;
}

/// <summary>What a plan costs, term by term, in minor units.</summary>
public sealed record PlanCosts
{
    /// <summary>Travel.</summary>
    public double Travel { get; init; }

    /// <summary>Time from setting out to the end.</summary>
    public double Working { get; init; }

    /// <summary>Time after the end of shifts.</summary>
    public double Overtime { get; init; }

    /// <summary>Engineers used.</summary>
    public double Engineers { get; init; }

    /// <summary>Penalties of deadlines.</summary>
    public double Lateness { get; init; }

    /// <summary>Changes against what was promised.</summary>
    public double Change { get; init; }

    /// <summary>Levels of skill that were not asked for.</summary>
    public double OverQualification { get; init; }

    /// <summary>Visits by others than the preferred.</summary>
    public double NotPreferred { get; init; }

    /// <summary>Jobs left out.</summary>
    public double Unserved { get; init; }

    /// <summary>The sum.</summary>
    public double Total => Travel + Working + Overtime + Engineers + Lateness + Change + OverQualification + NotPreferred + Unserved;
}
