using Dispatch.Conditions;

namespace Dispatch.Routing;

/// <summary>What a document of kind <c>routing-rules</c> says: rules in order, the first that holds decides.</summary>
/// <param name="Rules">The last one is the catch-all: its condition is <c>{"all":[]}</c>.</param>
public sealed record RoutingRulesDefinition(IReadOnlyList<RoutingRule> Rules);

/// <summary>One rule.</summary>
/// <param name="Id">Slug, unique within the document; stays the same when the rule changes.</param>
/// <param name="Name">What people read.</param>
/// <param name="When">Which tickets it is for.</param>
/// <param name="Then">What becomes of them.</param>
public sealed record RoutingRule(string Id, LocalText Name, Condition When, RoutingOutcome Then);

/// <summary>What a rule decides.</summary>
/// <param name="Team">Id of the team that takes the ticket.</param>
public sealed record RoutingOutcome(string Team)
{
    /// <summary>The ticket's priority; null leaves it as it came in.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Skills that whoever does the work needs.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];
}

/// <summary>Where a ticket goes, and why: what it keeps.</summary>
/// <param name="Rule">Id of the first rule that held.</param>
/// <param name="Version">Version of the routing rules.</param>
/// <param name="Team">Id of the team.</param>
/// <param name="Priority">The rule's priority; null leaves the ticket's own.</param>
/// <param name="Skills">Skills the work needs.</param>
/// <param name="Because">The tests on which the rule's condition rests; empty for the catch-all.</param>
public sealed record Routed(
    string Rule, int Version, string Team, Priority? Priority, IReadOnlyList<Skill> Skills, IReadOnlyList<ConditionReason> Because);
