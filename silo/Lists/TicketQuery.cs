using Dispatch.Conditions;

namespace Dispatch.Silo.Lists;

/// <summary>Which tickets a list shows, in which order. An empty choice means any.</summary>
public sealed record TicketQuery
{
    /// <summary>Org paths whose tickets may be seen, each with all below it; null means all. Empty sees nothing.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Statuses.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Bare team ids.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Bare principal ids of assignees.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>Only tickets without an assignee.</summary>
    public bool Unassigned { get; init; }

    /// <summary>Bare ids of engineers booked for the next visit.</summary>
    public IReadOnlyList<string> Engineers { get; init; } = [];

    /// <summary>Only tickets with a visit that nobody has.</summary>
    public bool Unbooked { get; init; }

    /// <summary>Only tickets of this zone; null for all.</summary>
    public string? Zone { get; init; }

    /// <summary>Case types.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Priorities.</summary>
    public IReadOnlyList<string> Priorities { get; init; } = [];

    /// <summary>Bare customer ids.</summary>
    public IReadOnlyList<string> Customers { get; init; } = [];

    /// <summary>Only tickets whose nearest deadline lies before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Only tickets that have, or have not, breached a target.</summary>
    public bool? Breached { get; init; }

    /// <summary>Words to search for, in any language; null or blank does not search.</summary>
    public string? Search { get; init; }

    /// <summary>A further condition over fields that lists carry, such as a saved view's.</summary>
    public CompiledCondition? Where { get; init; }

    /// <summary>The order.</summary>
    public TicketSort Sort { get; init; } = TicketSort.Newest;

    /// <summary>Rows on a page, 1 to 500.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the page before ended; null for the first page.</summary>
    public TicketCursor? After { get; init; }
}

/// <summary>Orders of a ticket list.</summary>
public enum TicketSort
{
    /// <summary>Latest created first.</summary>
    Newest,

    /// <summary>Earliest created first.</summary>
    Oldest,

    /// <summary>Nearest deadline first; tickets without one at the end.</summary>
    DueSoonest,
}

/// <summary>What tickets can be counted by.</summary>
public enum TicketGroup
{
    /// <summary>By status.</summary>
    Status,

    /// <summary>By team.</summary>
    Team,

    /// <summary>By assignee.</summary>
    Assignee,

    /// <summary>By case type.</summary>
    Kind,

    /// <summary>By priority.</summary>
    Priority,

    /// <summary>By channel.</summary>
    Channel,

    /// <summary>By region.</summary>
    Region,

    /// <summary>By zone.</summary>
    Zone,

    /// <summary>By whether a target is breached: <c>true</c> or <c>false</c>.</summary>
    Breached,
}
