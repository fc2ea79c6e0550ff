namespace Dispatch.Planning.Solving;

/// <summary>Takes a draft's cost apart into its terms.</summary>
internal sealed class CostTerms(Draft draft)
{
    private readonly Instance instance = draft.Instance;
    private readonly PlanProblem problem = draft.Instance.Problem;

    public PlanCosts Sum()
    {
        var costs = new PlanCosts { Unserved = Units.Minor(Enumerable.Range(0, instance.Jobs).Where(job => draft.Engineer[job] < 0).Sum(job => instance.Figures.Unserved[job])) };
        foreach (var route in draft.Routes)
        {
            if (route.Count > 0)
                costs = Add(costs, route);
        }
        return costs;
    }

    private PlanCosts Add(PlanCosts costs, Route route)
    {
        var type = route.Type;
        costs = costs with
        {
            Travel = costs.Travel + Units.Minor(type.TravelHour * route.Travel),
            Working = costs.Working + Units.Minor(type.WorkingHour * (route.Finish - route.Departure)),
            Overtime = costs.Overtime + Units.Minor(type.OvertimeHour * Math.Max(0, route.Finish - type.ShiftEnd)),
            Engineers = costs.Engineers + Units.Minor(instance.EngineerPrice),
        };
        for (var stop = 1; stop <= route.Count; stop++)
        {
            if (route.Node[stop] != instance.Call)
                costs = Add(costs, problem.Engineers[route.Engineer], route.Node[stop], route.Start[stop], route.End[stop]);
        }
        return costs;
    }

    private PlanCosts Add(PlanCosts costs, PlanEngineer engineer, int number, long start, long end)
    {
        var job = problem.Jobs[number];
        return costs with
        {
            Lateness = costs.Lateness + Units.Minor(instance.Figures.Lateness(number, end)),
            Change = costs.Change + Units.Minor(instance.Figures.Change(number, start)) + Fitness.ChangedEngineer(problem, engineer, job),
            OverQualification = costs.OverQualification + Fitness.OverQualification(problem, engineer, job),
            NotPreferred = costs.NotPreferred + Fitness.NotPreferred(problem, engineer, job),
        };
    }
}
