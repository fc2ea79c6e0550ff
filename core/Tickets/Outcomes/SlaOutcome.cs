using Dispatch.Configuration;
using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>How one promise came out, and who had the ticket meanwhile.</summary>
/// <param name="Clock">Key of the clock within the ticket.</param>
/// <param name="Target">Target of the policy.</param>
/// <param name="StartedAt">When the clock started; tells one run of a clock from the next.</param>
/// <param name="Budget">Time allowed, as the calendar counts it.</param>
/// <param name="Met">Whether the promise was kept.</param>
/// <param name="DecidedAt">When it was kept; of a broken one, the deadline that passed.</param>
/// <param name="Responsible">Who had the ticket at that instant.</param>
public sealed record SlaOutcome(
    string Clock, string Target, SlaMetric Metric, DateTimeOffset StartedAt, TimeSpan Budget, bool Met, DateTimeOffset DecidedAt, Holder Responsible)
{
    /// <summary>Policy and version; null for the limit of a flow that no policy measures.</summary>
    public DocumentRef? Policy { get; init; }

    /// <summary>When what was promised was done, or the promise was given up after the deadline; null while it is broken and still owed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Budget left at the end, negative when overdrawn; null while it is still owed.</summary>
    public TimeSpan? Margin { get; init; }

    /// <summary>Who had the ticket, in order and without gaps: from the start to the end, or to the deadline while it is still owed.</summary>
    public IReadOnlyList<Holding> Held { get; init; } = [];
}

/// <summary>Who has a ticket.</summary>
/// <param name="Team">Team, or null.</param>
/// <param name="Person">Agent or engineer; null while it lies in the team's queue.</param>
public sealed record Holder(string? Team, string? Person);

/// <summary>A stretch during which one holder had what a clock measured.</summary>
/// <param name="Counted">Time of it that the clock counted.</param>
/// <param name="Late">What of that lay beyond the budget.</param>
public sealed record Holding(Holder Holder, DateTimeOffset From, DateTimeOffset To, TimeSpan Counted, TimeSpan Late);
