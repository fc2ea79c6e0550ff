namespace Dispatch.Planning;

/// <summary>How large the numbers of a problem may be, so that sums stay exact and nothing overflows.</summary>
public static class PlanLimits
{
    /// <summary>Characters of an id.</summary>
    public const int IdLength = 128;

    /// <summary>Engineers, and jobs, of one problem; a job for a crew counts once for each of them.</summary>
    public const int Engineers = 2_000, Jobs = 10_000;

    /// <summary>Engineers of one crew, and how many jobs may wait for each other in a row.</summary>
    public const int Crew = 8, Chain = 200;

    /// <summary>Longest way, longest work.</summary>
    public static readonly TimeSpan Way = TimeSpan.FromDays(2), Duration = TimeSpan.FromDays(7);

    /// <summary>Slowest and fastest way to travel, in km/h.</summary>
    public const double SlowestKmh = 0.1, FastestKmh = 1_000;

    /// <summary>From the first working hour to the last.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(31);

    /// <summary>How far windows, deadlines and promises may lie from the first working hour.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromDays(3_660);

    /// <summary>Dearest single price, in minor units.</summary>
    public const long Price = 1_000_000_000;

    /// <summary>What the worst plan may cost, in minor units: more cannot be counted exactly.</summary>
    public const double Total = 2e11;
}
