using Dispatch.Fields;

namespace Dispatch.Flows;

/// <summary>What can be wrong with one step by itself, beside its texts, which every document is checked for.</summary>
internal sealed class StepChecks(FieldCatalogue fields, IReadOnlyCollection<string> teams)
{
    private const int LongestLimit = 5 * 366 * 24 * 60;
    private const int LongestVisit = 24 * 60;

    public IEnumerable<Rejection> Of(Step step, string path)
    {
        if (!Slug.IsValid(step.Id))
            yield return Rejection.Of(RejectionCode.FlowIdInvalid, ("id", step.Id)).At(path + ".id");
        var faults = step switch
        {
            TeamStep team => [.. Limit(team, path), .. Work(team, path), .. Team(team, path)],
            VisitStep visit => [.. Limit(visit, path), .. Work(visit, path), .. Visit(visit, path)],
            WaitStep wait => [.. Limit(wait, path), .. Wait(wait, path)],
            DecisionStep { Otherwise: null } => [Rejection.Of(RejectionCode.FlowOtherwiseMissing, ("step", step.Id)).At(path)],
            EndStep end when !Slug.IsValid(end.Resolution) =>
                [Rejection.Of(RejectionCode.FlowIdInvalid, ("id", end.Resolution)).At(path + ".resolution")],
            _ => (IReadOnlyList<Rejection>)[],
        };
        foreach (var fault in faults)
            yield return fault;
    }

    private static IEnumerable<Rejection> Limit(OpenableStep step, string path)
    {
        if (step.Limit is { } limit)
            return Positive(limit.Minutes, LongestLimit, path + ".limit.minutes");
        return step.OnLimit is null ? [] : [Rejection.Of(RejectionCode.FlowLimitMissing, ("step", step.Id)).At(path + ".onLimit")];
    }

    private IEnumerable<Rejection> Work(WorkStep step, string path)
    {
        if (step.Next is null && step.Outcomes.Count is 0)
            yield return Rejection.Of(RejectionCode.FlowNextMissing, ("step", step.Id)).At(path);
        if (step.Next is not null && step.Outcomes.Count > 0)
            yield return Rejection.Of(RejectionCode.FlowNextAmbiguous, ("step", step.Id)).At(path + ".next");
        foreach (var (index, outcome) in step.Outcomes.Index())
        {
            var at = JsonPath.Item(path + ".outcomes", index);
            if (!Slug.IsValid(outcome.Id) || outcome.Id is WorkStep.LimitPassed)
                yield return Rejection.Of(RejectionCode.FlowIdInvalid, ("id", outcome.Id)).At(at + ".id");
            if (step.Outcomes.Take(index).Any(earlier => earlier.Id == outcome.Id))
                yield return Rejection.Of(RejectionCode.FlowIdDuplicate, ("id", outcome.Id)).At(at + ".id");
        }
        foreach (var fault in Skills(step, path + ".skills").Concat(Form(step, path + ".form")))
            yield return fault;
    }

    private static IEnumerable<Rejection> Skills(WorkStep step, string path)
    {
        foreach (var (index, skill) in step.Skills.Index())
        {
            var at = JsonPath.Item(path, index);
            if (!Slug.IsValid(skill.Id))
                yield return Rejection.Of(RejectionCode.FlowIdInvalid, ("id", skill.Id)).At(at + ".id");
            if (step.Skills.Take(index).Any(earlier => earlier.Id == skill.Id))
                yield return Rejection.Of(RejectionCode.FlowIdDuplicate, ("id", skill.Id)).At(at + ".id");
            if (skill.Level is < 1 or > 5)
                yield return Rejection.Of(RejectionCode.FlowSkillLevelInvalid, ("skill", skill.Id), ("level", skill.Level)).At(at + ".level");
        }
    }

    private IEnumerable<Rejection> Form(WorkStep step, string path)
    {
        foreach (var (index, entry) in step.Form.Index())
        {
            var at = JsonPath.Item(path, index) + ".field";
            if (fields.Find(entry.Field) is not { } field)
                yield return Rejection.Of(RejectionCode.FieldUnknown, ("field", entry.Field)).At(at);
            else if (entry.Required && field.Sensitivity is FieldSensitivity.Personal)
                yield return Rejection.Of(RejectionCode.FlowFieldPersonal, ("field", entry.Field)).At(at);
            if (step.Form.Take(index).Any(earlier => earlier.Field == entry.Field))
                yield return Rejection.Of(RejectionCode.FlowIdDuplicate, ("id", entry.Field)).At(at);
        }
    }

    private IReadOnlyList<Rejection> Team(TeamStep step, string path) => step.Team is TeamStep.Routed || teams.Contains(step.Team)
        ? []
        : [Rejection.Of(RejectionCode.FlowTeamUnknown, ("team", step.Team)).At(path + ".team")];

    private IEnumerable<Rejection> Visit(VisitStep step, string path) =>
    [
        .. Positive(step.Minutes, LongestVisit, path + ".minutes"),
        .. step.Window?.WithinHours is { } hours ? Positive(hours, LongestLimit / 60, path + ".window.withinHours") : [],
        .. Holds(step.Window?.EarliestField, FieldType.Instant, path + ".window.earliestField"),
        .. Holds(step.Window?.LatestField, FieldType.Instant, path + ".window.latestField"),
        .. Holds(step.PartsField, FieldType.TextSet, path + ".partsField"),
        .. step.Parts.Index().SelectMany(part => Part(part.Item, JsonPath.Item(path + ".parts", part.Index))),
    ];

    private static IEnumerable<Rejection> Part(PartNeed part, string path) =>
    [
        .. Slug.IsValid(part.Part) ? Array.Empty<Rejection>() : [Rejection.Of(RejectionCode.FlowIdInvalid, ("id", part.Part)).At(path + ".part")],
        .. Positive(part.Quantity, 1000, path + ".quantity"),
    ];

    private IEnumerable<Rejection> Holds(string? id, FieldType type, string path)
    {
        if (id is null)
            yield break;
        if (fields.Find(id) is not { } field)
            yield return Rejection.Of(RejectionCode.FieldUnknown, ("field", id)).At(path);
        else if (field.Type != type)
            yield return Rejection.Of(RejectionCode.FlowFieldTypeWrong,
                ("field", id), ("type", field.Type.JsonName()), ("expected", type.JsonName())).At(path);
    }

    private static IEnumerable<Rejection> Wait(WaitStep step, string path)
    {
        // A wait that nobody ends and no time ends would hold the ticket for ever.
        if (step.Limit is null)
            yield return Rejection.Of(RejectionCode.FlowLimitMissing, ("step", step.Id)).At(path);
        if (step.For is WaitForTime && step.OnLimit is not null)
            yield return Rejection.Of(RejectionCode.FlowLimitExitNeedless, ("step", step.Id)).At(path + ".onLimit");
        if (step.For is WaitForEvent named && !Slug.IsValid(named.Name))
            yield return Rejection.Of(RejectionCode.FlowIdInvalid, ("id", named.Name)).At(path + ".for.name");
    }

    private static IEnumerable<Rejection> Positive(int value, int most, string path)
    {
        if (value < 1)
            yield return Rejection.Of(RejectionCode.FlowLimitNotPositive, ("value", value)).At(path);
        if (value > most)
            yield return Rejection.Of(RejectionCode.FlowLimitTooLong, ("value", value), ("most", most)).At(path);
    }
}
