using Dispatch.Silo.Lists;

namespace Dispatch.Silo.Outcomes;

/// <summary>Which outcomes a report counts. An empty choice means any.</summary>
/// <param name="From">First instant at which they were decided.</param>
/// <param name="To">First instant after.</param>
/// <param name="Tickets">Of which tickets; teams are chosen by <paramref name="Teams"/> instead.</param>
public sealed record OutcomeQuery(DateTimeOffset From, DateTimeOffset To, TicketQuery Tickets)
{
    /// <summary>Ids of policies.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Ids of targets.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Metrics, as the API writes them.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Teams that had it when it was decided.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>People who had it when it was decided.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Only promises that were kept, or broken.</summary>
    public bool? Met { get; init; }
}

/// <summary>What outcomes can be counted by.</summary>
public enum OutcomeGroup
{
    /// <summary>All together.</summary>
    None,

    /// <summary>By policy, target and metric.</summary>
    Target,

    /// <summary>By the team that had it when it was decided.</summary>
    Team,

    /// <summary>By the person who had it when it was decided; those in nobody's hands by themselves.</summary>
    Person,

    /// <summary>By the quarter of an hour in which it was decided, of which days of any time zone are made.</summary>
    Quarter,
}

/// <summary>A count of outcomes.</summary>
/// <param name="Key">What they have in common, one value for each column of the group.</param>
/// <param name="Met">Promises kept.</param>
/// <param name="Breached">Promises broken.</param>
/// <param name="Owed">Those of the broken ones that are not done yet.</param>
/// <param name="Spare">Budget that the kept ones had left, in sum.</param>
/// <param name="Late">Counted time beyond the budget of the broken ones that are done, in sum.</param>
/// <param name="WorstLate">The longest of it.</param>
public sealed record OutcomeCount(IReadOnlyList<string?> Key, long Met, long Breached, long Owed, TimeSpan Spare, TimeSpan Late, TimeSpan WorstLate);

/// <summary>How long somebody had what the clocks measured.</summary>
/// <param name="Key">Team or person, as the group says.</param>
/// <param name="Counted">Time that the clocks counted.</param>
/// <param name="Late">What of that lay beyond budgets.</param>
public sealed record HeldTime(string? Key, TimeSpan Counted, TimeSpan Late);
