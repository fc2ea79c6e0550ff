namespace Dispatch.Planning;

/// <summary>Gathers what is wrong with a problem, each fault with its path.</summary>
internal sealed class FaultList
{
    private const int Most = 100;
    private readonly List<Rejection> faults = [];

    /// <summary>The first hundred.</summary>
    public IReadOnlyList<Rejection> Faults => faults;

    public void Add(string path, RejectionCode code, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        if (faults.Count < Most)
            faults.Add(Rejection.Of(code, arguments).At(path));
    }

    /// <summary>Refuses what is no number, and what lies outside the bounds.</summary>
    public void Number(string path, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            Add(path, RejectionCode.PlanNumberImpossible, ("value", value), ("least", least), ("most", most));
    }

    /// <summary>Refuses lengths of time below nothing, and those too long.</summary>
    public void Length(string path, TimeSpan length, TimeSpan most)
    {
        if (length < TimeSpan.Zero || length > most)
            Add(path, RejectionCode.PlanNumberImpossible, ("value", length), ("least", TimeSpan.Zero), ("most", most));
    }

    /// <summary>Refuses ids that are empty, too long, or there before.</summary>
    public void Id(string path, string id, HashSet<string> seen)
    {
        if (id.Length is 0 or > PlanLimits.IdLength)
            Add(path, RejectionCode.PlanIdInvalid, ("most", PlanLimits.IdLength));
        else if (!seen.Add(id))
            Add(path, RejectionCode.PlanIdRepeated, ("id", id));
    }

    /// <summary>Refuses skills listed twice and levels that do not exist.</summary>
    public void Skills(string path, IReadOnlyList<Skill> skills)
    {
        for (var i = 0; i < skills.Count; i++)
        {
            if (skills[i].Level is < 1 or > 5)
                Add($"{path}[{i}].level", RejectionCode.SkillLevelImpossible, ("skill", skills[i].Id), ("level", skills[i].Level));
            if (skills.Take(i).Any(other => other.Id == skills[i].Id))
                Add($"{path}[{i}].id", RejectionCode.SkillRepeated, ("skill", skills[i].Id));
        }
    }

    /// <summary>Refuses quantities below one.</summary>
    public void Parts(string path, IReadOnlyList<PartNeed> parts, int least)
    {
        for (var i = 0; i < parts.Count; i++)
            Number($"{path}[{i}].quantity", parts[i].Quantity, least, 1_000_000);
    }
}
