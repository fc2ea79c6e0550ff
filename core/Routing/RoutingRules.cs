using System.Diagnostics;
using Dispatch.Conditions;
using Dispatch.Fields;

namespace Dispatch.Routing;

/// <summary>Checked routing rules, ready to route. Immutable and safe to share.</summary>
public sealed class RoutingRules
{
    private readonly IReadOnlyList<(RoutingRule Rule, CompiledCondition When)> rules;

    private RoutingRules(IReadOnlyList<(RoutingRule, CompiledCondition)> rules) => this.rules = rules;

    /// <summary>The rules in order.</summary>
    public IEnumerable<RoutingRule> Rules => rules.Select(rule => rule.Rule);

    /// <summary>Checks and compiles a document.</summary>
    /// <param name="definition">The document.</param>
    /// <param name="catalogue">Fields that conditions may speak of.</param>
    /// <param name="teams">Ids of the teams that exist.</param>
    public static Checked<RoutingRules> Compile(
        RoutingRulesDefinition definition, FieldCatalogue catalogue, IReadOnlyCollection<string> teams)
    {
        var (rejections, conditions) = RoutingChecks.Of(definition.Rules, catalogue, teams);
        return rejections.Count > 0
            ? Checked<RoutingRules>.Refused(rejections)
            : Checked<RoutingRules>.Ok(new([.. definition.Rules.Zip(conditions)]));
    }

    /// <summary>The first rule that holds decides. There always is one: the last holds for every ticket.</summary>
    /// <param name="fields">The ticket.</param>
    /// <param name="version">Version of the document that these rules were compiled from, for the ticket to keep.</param>
    public Routed Route(IFieldSource fields, int version)
    {
        foreach (var (rule, when) in rules)
            if (when.Matches(fields))
                return new(rule.Id, version, rule.Then.Team, rule.Then.Priority, rule.Then.Skills, when.Explain(fields));
        throw new UnreachableException("The last routing rule holds for every ticket.");
    }
}
