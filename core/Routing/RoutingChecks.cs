using Dispatch.Conditions;
using Dispatch.Fields;

namespace Dispatch.Routing;

/// <summary>What routing rules may not get wrong, beside blank texts and nulls in lists, which no document may hold.</summary>
internal static class RoutingChecks
{
    private const int MaxRules = 500;
    private const int LowestLevel = 1;
    private const int HighestLevel = 5;

    /// <summary>All faults, and the compiled conditions in order when there are none.</summary>
    public static (List<Rejection> Rejections, List<CompiledCondition> Conditions) Of(
        IReadOnlyList<RoutingRule> rules, FieldCatalogue catalogue, IReadOnlyCollection<string> teams)
    {
        var rejections = new List<Rejection>();
        var conditions = new List<CompiledCondition>();
        if (rules.Count is 0 or > MaxRules)
            rejections.Add(Rejection.Of(RejectionCode.RoutingRuleCount, ("count", rules.Count), ("max", MaxRules)).At("$.rules"));
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        var known = new SortedSet<string>(teams, StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(rules.Count, MaxRules); i++)
        {
            var (rule, path) = (rules[i], JsonPath.Item("$.rules", i));
            rejections.AddRange(Id(rule, seen, path));
            var when = rule.When.Compile(catalogue, path + ".when");
            if (when.IsValid)
                conditions.Add(when.Value);
            rejections.AddRange(when.Rejections);
            rejections.AddRange(Place(rule, when.Value, isLast: i == rules.Count - 1, path));
            rejections.AddRange(Outcome(rule.Then, known, path + ".then"));
        }
        return (rejections, conditions);
    }

    private static IEnumerable<Rejection> Id(RoutingRule rule, SortedSet<string> seen, string path)
    {
        if (!Slug.IsValid(rule.Id))
            yield return Rejection.Of(RejectionCode.RoutingRuleIdMalformed, ("id", rule.Id)).At(path + ".id");
        else if (!seen.Add(rule.Id))
            yield return Rejection.Of(RejectionCode.RoutingRuleDuplicate, ("id", rule.Id)).At(path + ".id");
    }

    // "Always" is read off the document, not proved: {"all":[]} and nothing else is the catch-all.
    private static IEnumerable<Rejection> Place(RoutingRule rule, CompiledCondition? when, bool isLast, string path)
    {
        if (isLast && when is { IsAlways: false })
            yield return Rejection.Of(RejectionCode.RoutingCatchAllMissing, ("id", rule.Id)).At(path + ".when");
        if (!isLast && when is { IsAlways: true })
            yield return Rejection.Of(RejectionCode.RoutingCatchAllNotLast, ("id", rule.Id)).At(path + ".when");
    }

    private static IEnumerable<Rejection> Outcome(RoutingOutcome outcome, SortedSet<string> teams, string path)
    {
        if (!teams.Contains(outcome.Team))
            yield return Rejection.Of(RejectionCode.RoutingTeamUnknown, ("team", outcome.Team), ("teams", string.Join(", ", teams))).At(path + ".team");
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < outcome.Skills.Count; i++)
        {
            var skill = outcome.Skills[i];
            if (!Slug.IsValid(skill.Id) || skill.Level is < LowestLevel or > HighestLevel || !seen.Add(skill.Id))
                yield return Rejection.Of(RejectionCode.RoutingSkillMalformed, ("skill", skill.Id), ("level", skill.Level))
                    .At(JsonPath.Item(path + ".skills", i));
        }
    }
}
