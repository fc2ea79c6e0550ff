namespace Dispatch.Planning;

/// <summary>What is wrong with the routes that a problem gives to begin from. What merely breaks a rule is no fault: it is left to the search.</summary>
internal sealed class RouteFaults(FaultList faults, PlanProblem problem)
{
    private readonly Dictionary<string, int> places = [];

    public void Check()
    {
        if (problem.Routes.Count is 0)
            return;
        var engineers = problem.Engineers.Select(engineer => engineer.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var job in problem.Jobs)
            places[job.Id] = job.Crew;
        foreach (var (i, route) in problem.Routes.Index())
        {
            var path = JsonPath.Item("$.routes", i);
            if (!engineers.Contains(route.Engineer))
                faults.Add($"{path}.engineer", RejectionCode.PlanEngineerUnknown, ("id", route.Engineer));
            else if (problem.Routes.Take(i).Any(other => other.Engineer == route.Engineer))
                faults.Add($"{path}.engineer", RejectionCode.PlanIdRepeated, ("id", route.Engineer));
            CheckJobs(route.Jobs, $"{path}.jobs");
        }
    }

    // A job is in as many routes as it has places in its crew.
    private void CheckJobs(IReadOnlyList<string> jobs, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (k, id) in jobs.Index())
        {
            if (!places.ContainsKey(id))
                faults.Add(JsonPath.Item(path, k), RejectionCode.PlanJobUnknown, ("id", id));
            else if (!seen.Add(id) || --places[id] < 0)
                faults.Add(JsonPath.Item(path, k), RejectionCode.PlanIdRepeated, ("id", id));
        }
    }
}
