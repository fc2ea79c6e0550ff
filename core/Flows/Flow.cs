using System.Collections.Frozen;
using Dispatch.Conditions;
using Dispatch.Fields;

namespace Dispatch.Flows;

/// <summary>A valid flow, ready to run. Made by <see cref="FlowChecks"/> only.</summary>
public sealed class Flow
{
    private readonly FrozenDictionary<string, Step> steps;
    private readonly FrozenDictionary<string, IReadOnlyList<CompiledCondition>> branches;

    internal Flow(FlowDefinition definition, IEnumerable<KeyValuePair<string, IReadOnlyList<CompiledCondition>>> branches)
    {
        Definition = definition;
        steps = definition.Steps.ToFrozenDictionary(step => step.Id, StringComparer.Ordinal);
        this.branches = branches.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>What was written.</summary>
    public FlowDefinition Definition { get; }

    /// <summary>The step of an id.</summary>
    /// <exception cref="KeyNotFoundException">The flow has no such step: a state of another version was mixed in.</exception>
    public Step this[string id] => steps.TryGetValue(id, out var step)
        ? step
        : throw new KeyNotFoundException($"The flow has no step {id}.");

    /// <summary>Index of the first branch of a decision that holds; null when none does.</summary>
    internal int? FirstBranchThatHolds(DecisionStep decision, IFieldSource fields)
    {
        var conditions = branches[decision.Id];
        for (var i = 0; i < conditions.Count; i++)
            if (conditions[i].Matches(fields))
                return i;
        return null;
    }
}
