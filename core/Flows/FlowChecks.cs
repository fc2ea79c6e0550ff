using Dispatch.Conditions;
using Dispatch.Fields;

namespace Dispatch.Flows;

/// <summary>Compiles a flow, or says everything that is wrong with it at once.</summary>
public static class FlowChecks
{
    /// <summary>Most steps of one flow.</summary>
    public const int MostSteps = 200;

    /// <summary>Checks and compiles.</summary>
    /// <param name="definition">What was written; paths are those of its case type's document.</param>
    /// <param name="fields">Fields that forms and conditions may name.</param>
    /// <param name="teams">Teams that steps may name.</param>
    public static Checked<Flow> Compile(FlowDefinition definition, FieldCatalogue fields, IReadOnlyCollection<string> teams)
    {
        if (definition.Steps.Count is 0)
            return Checked<Flow>.Refused(Rejection.Of(RejectionCode.FlowEmpty).At(FlowPath.Flow + ".steps"));
        if (definition.Steps.Count > MostSteps)
            return Checked<Flow>.Refused(Rejection.Of(RejectionCode.FlowTooLarge, ("limit", MostSteps)).At(FlowPath.Flow + ".steps"));
        var checks = new StepChecks(fields, teams);
        var rejections = definition.Steps.Index()
            .SelectMany(step => checks.Of(step.Item, FlowPath.Step(step.Index)))
            .Concat(Duplicates(definition))
            .Concat(GraphChecks.Of(definition))
            .ToList();
        var branches = Branches(definition, fields, rejections);
        return rejections.Count is 0 ? Checked<Flow>.Ok(new(definition, branches)) : Checked<Flow>.Refused(rejections);
    }

    private static IEnumerable<Rejection> Duplicates(FlowDefinition definition) =>
        from step in definition.Steps.Index()
        where definition.Steps.Take(step.Index).Any(earlier => earlier.Id == step.Item.Id)
        select Rejection.Of(RejectionCode.FlowIdDuplicate, ("id", step.Item.Id)).At(FlowPath.Step(step.Index) + ".id");

    private static List<KeyValuePair<string, IReadOnlyList<CompiledCondition>>> Branches(
        FlowDefinition definition, FieldCatalogue fields, List<Rejection> rejections)
    {
        var decisions = new List<KeyValuePair<string, IReadOnlyList<CompiledCondition>>>();
        foreach (var (index, step) in definition.Steps.Index())
        {
            if (step is not DecisionStep decision)
                continue;
            var branches = decision.Branches
                .Select((branch, at) => branch.When.Compile(fields, JsonPath.Item(FlowPath.Step(index) + ".branches", at) + ".when"))
                .ToList();
            rejections.AddRange(branches.SelectMany(branch => branch.Rejections));
            decisions.Add(new(decision.Id, [.. branches.Select(branch => branch.Value).OfType<CompiledCondition>()]));
        }
        return decisions;
    }
}
