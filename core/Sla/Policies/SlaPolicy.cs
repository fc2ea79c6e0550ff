using Dispatch.Conditions;
using Dispatch.Fields;

namespace Dispatch.Sla;

/// <summary>A policy compiled for decisions.</summary>
/// <param name="Definition">What it was compiled from.</param>
/// <param name="Condition">Which tickets it is for; null means all.</param>
public sealed record SlaPolicy(SlaPolicyDefinition Definition, CompiledCondition? Condition)
{
    /// <summary>Conditions of escalation levels.</summary>
    internal IReadOnlyDictionary<EscalationLevel, CompiledCondition> LevelConditions { get; init; } = new Dictionary<EscalationLevel, CompiledCondition>();

    /// <summary>Whether the policy is for a ticket with these fields.</summary>
    public bool Matches(IFieldSource ticket) => Condition is null || Condition.Matches(ticket);

    /// <summary>Whether a level of one of its targets is for a ticket with these fields.</summary>
    public bool IsFor(EscalationLevel level, IFieldSource ticket) => !LevelConditions.TryGetValue(level, out var condition) || condition.Matches(ticket);

    /// <summary>The target of an id.</summary>
    /// <exception cref="InvalidOperationException">The policy has no such target: a clock was given another policy than its own.</exception>
    public SlaTarget Target(string id) =>
        Definition.Targets.FirstOrDefault(target => target.Id == id)
        ?? throw new InvalidOperationException($"Policy {Definition.Id} has no target {id}.");
}
