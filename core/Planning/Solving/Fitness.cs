namespace Dispatch.Planning.Solving;

/// <summary>Whether an engineer may do a job at all, and what it costs that it is he.</summary>
internal static class Fitness
{
    /// <summary>The first rule that forbids it; tools, parts and hours aside.</summary>
    public static Unfit Of(PlanProblem problem, PlanEngineer engineer, PlanJob job)
    {
        if (job.Pin is { } pin)
        {
            if (pin.Engineer != engineer.Id)
                return Unfit.PinnedElsewhere;
            if (pin.Start is { } start && job.Windows.Count > 0 && !job.Windows.Any(window => window.Contains(start, start)))
                return Unfit.PinOutsideWindow;
        }
        if (job.Zone is { } zone && engineer.Zones.Count > 0 && !engineer.Zones.Contains(zone, StringComparer.Ordinal))
            return Unfit.Zone;
        if (job.Customer is { } customer && (engineer.NotCustomers.Contains(customer, StringComparer.Ordinal)
            || (engineer.OnlyCustomers.Count > 0 && !engineer.OnlyCustomers.Contains(customer, StringComparer.Ordinal))))
            return Unfit.Customer;
        if (job.Customer is null && engineer.OnlyCustomers.Count > 0)
            return Unfit.Customer;
        foreach (var needed in job.Skills)
        {
            var level = LevelOf(engineer, needed.Id);
            if (level is 0)
                return Unfit.Skill;
            if (level < needed.Level)
                return Unfit.SkillLevel;
        }
        return Unfit.None;
    }

    /// <summary>What it costs that he does it, whenever: spare levels, not being preferred, not being the one promised.</summary>
    public static long Cost(PlanProblem problem, PlanEngineer engineer, PlanJob job) =>
        (OverQualification(problem, engineer, job) + NotPreferred(problem, engineer, job) + ChangedEngineer(problem, engineer, job)) * Units.Hour;

    /// <summary>The price of spare levels, in minor units.</summary>
    public static long OverQualification(PlanProblem problem, PlanEngineer engineer, PlanJob job) =>
        problem.Prices.SpareLevel * job.Skills.Sum(needed => LevelOf(engineer, needed.Id) - needed.Level);

    /// <summary>The price of not being preferred, in minor units.</summary>
    public static long NotPreferred(PlanProblem problem, PlanEngineer engineer, PlanJob job) =>
        job.Preferred is { } preferred && preferred != engineer.Id ? problem.Prices.NotPreferred : 0;

    /// <summary>The price of a promise of somebody else, in minor units.</summary>
    public static long ChangedEngineer(PlanProblem problem, PlanEngineer engineer, PlanJob job) =>
        job.Promised is { } promised && promised.Engineer != engineer.Id ? problem.Prices.ChangedEngineer : 0;

    private static int LevelOf(PlanEngineer engineer, string skill)
    {
        foreach (var own in engineer.Skills)
        {
            if (own.Id == skill)
                return own.Level;
        }
        return 0;
    }
}
