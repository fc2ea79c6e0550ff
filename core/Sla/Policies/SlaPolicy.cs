using Dispatch.Conditions;
using Dispatch.Fields;

namespace Dispatch.Sla;

/// <summary>A policy compiled for decisions.</summary>
/// <param name="Definition">What it was compiled from.</param>
/// <param name="Condition">Which tickets it is for; null means all.</param>
public sealed record SlaPolicy(SlaPolicyDefinition Definition, CompiledCondition? Condition)
{
    /// <summary>Whether the policy is for a ticket with these fields.</summary>
    public bool Matches(IFieldSource ticket) => Condition is null || Condition.Matches(ticket);

    /// <summary>The target of an id.</summary>
    /// <exception cref="InvalidOperationException">The policy has no such target: a clock was given another policy than its own.</exception>
    public SlaTarget Target(string id) =>
        Definition.Targets.FirstOrDefault(target => target.Id == id)
        ?? throw new InvalidOperationException($"Policy {Definition.Id} has no target {id}.");
}
