namespace Dispatch.Planning;

/// <summary>What is wrong with the jobs of a problem.</summary>
/// <remarks>Skills and people that nobody of the day has or is are no fault: somebody is ill, and the plan says which jobs that leaves out.</remarks>
internal sealed class JobFaults(FaultList faults, PlanProblem problem)
{
    private readonly DateTimeOffset first = problem.Engineers.SelectMany(engineer => engineer.Shift).Select(hours => hours.From).DefaultIfEmpty().Min();

    public void Check()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < problem.Jobs.Count; i++)
        {
            var (job, path) = (problem.Jobs[i], JsonPath.Item("$.jobs", i));
            faults.Id($"{path}.id", job.Id, seen);
            PlanProblemChecks.CheckSpot(faults, problem, $"{path}.at", job.At);
            faults.Length($"{path}.duration", job.Duration, PlanLimits.Duration);
            CheckTimes(job, path);
            CheckSkills(job, path);
            faults.Parts($"{path}.parts", job.Parts, least: 1);
            faults.Number($"{path}.load", job.Load, 0, int.MaxValue);
            if (job.Price is { } price)
                faults.Number($"{path}.price", price, 0, PlanLimits.Price);
            faults.Number($"{path}.crew", job.Crew, 1, Math.Min(PlanLimits.Crew, problem.Engineers.Count));
        }
        if (problem.Jobs.Any(job => job.After.Count > 0))
            new WaitingFaults(faults, problem).Check();
    }

    private void CheckTimes(PlanJob job, string path)
    {
        for (var i = 0; i < job.Windows.Count; i++)
        {
            if (job.Windows[i].Until < job.Windows[i].From)
                faults.Add($"{path}.windows[{i}]", RejectionCode.PlanWindowImpossible);
            CheckInstant($"{path}.windows[{i}].from", job.Windows[i].From);
            CheckInstant($"{path}.windows[{i}].until", job.Windows[i].Until);
        }
        if (job.Deadline is { } deadline)
        {
            CheckInstant($"{path}.deadline.at", deadline.At);
            faults.Number($"{path}.deadline.penaltyPerHour", deadline.PenaltyPerHour, 0, PlanLimits.Price);
        }
        if (job.Pin?.Start is { } pinned)
            CheckInstant($"{path}.pin.start", pinned);
        if (job.Promised is { } promised)
            CheckInstant($"{path}.promised.start", promised.Start);
    }

    private void CheckInstant(string path, DateTimeOffset instant)
    {
        if ((instant - first).Duration() > PlanLimits.Distance)
            faults.Add(path, RejectionCode.PlanWindowImpossible, ("most", PlanLimits.Distance));
    }

    private void CheckSkills(PlanJob job, string path)
    {
        faults.Skills($"{path}.skills", job.Skills);
        for (var i = 0; i < job.Durations.Count; i++)
            faults.Length($"{path}.durations[{i}].duration", job.Durations[i].Duration, PlanLimits.Duration);
    }
}
