namespace Dispatch.Planning;

/// <summary>What a problem must keep to before it is solved. What merely cannot be served is no fault: the plan says so.</summary>
public static class PlanProblemChecks
{
    /// <summary>Every fault with its JSON path, at most a hundred; none when the problem can be solved.</summary>
    public static IReadOnlyList<Rejection> Faults(PlanProblem problem)
    {
        var faults = new FaultList();
        if (problem.Engineers.Count is 0)
            faults.Add("$.engineers", RejectionCode.PlanNobodyWorks);
        if (problem.Engineers.Count > PlanLimits.Engineers)
            faults.Add("$.engineers", RejectionCode.PlanTooLarge, ("most", PlanLimits.Engineers));
        if (problem.Jobs.Sum(job => (long)Math.Max(1, job.Crew)) > PlanLimits.Jobs)
            faults.Add("$.jobs", RejectionCode.PlanTooLarge, ("most", PlanLimits.Jobs));
        if (faults.Faults.Count > 0)
            return faults.Faults;
        CheckTravel(faults, problem);
        CheckPrices(faults, problem.Prices);
        new EngineerFaults(faults, problem).Check();
        new JobFaults(faults, problem).Check();
        new RouteFaults(faults, problem).Check();
        if (faults.Faults.Count is 0)
            CheckTotal(faults, problem);
        return faults.Faults;
    }

    /// <summary>Refuses a spot that is unclear, or nowhere.</summary>
    internal static void CheckSpot(FaultList faults, PlanProblem problem, string path, Spot? spot)
    {
        if (spot is null)
            return;
        if ((spot.Place is null) == (spot.Point is null))
            faults.Add(path, RejectionCode.PlanSpotUnclear);
        else if (spot.Place is { } place && (!(Math.Abs(place.Longitude) <= 180) || !(Math.Abs(place.Latitude) <= 90)))
            faults.Add($"{path}.place", RejectionCode.PlaceOutsideTheWorld);
        else if (problem.Matrix is { } matrix && !(spot.Point >= 0 && spot.Point < matrix.Seconds.Count))
            faults.Add($"{path}.point", RejectionCode.PlanPointUnknown, ("points", matrix.Seconds.Count));
        else if (problem.Matrix is null && spot.Point is not null)
            faults.Add($"{path}.point", RejectionCode.PlanPointUnknown, ("points", 0));
    }

    private static void CheckTravel(FaultList faults, PlanProblem problem)
    {
        // Slower, or further about, and a way across a continent would no longer fit into what a way may take.
        faults.Number("$.travel.kilometresPerHour", problem.Travel.KilometresPerHour, PlanLimits.SlowestKmh, PlanLimits.FastestKmh);
        faults.Number("$.travel.detourFactor", problem.Travel.DetourFactor, 1, 10);
        if (problem.Depot is { } depot)
        {
            CheckSpot(faults, problem, "$.depot.at", depot.At);
            faults.Length("$.depot.duration", depot.Duration, PlanLimits.Duration);
            if (depot.Window is { } window && window.Until < window.From)
                faults.Add("$.depot.window", RejectionCode.PlanWindowImpossible);
        }
        if (problem.Matrix is not { } matrix)
            return;
        var points = matrix.Seconds.Count;
        for (var from = 0; from < points; from++)
        {
            if (matrix.Seconds[from].Count != points)
                faults.Add($"$.matrix.seconds[{from}]", RejectionCode.PlanMatrixShape, ("points", points), ("given", matrix.Seconds[from].Count));
            for (var to = 0; to < matrix.Seconds[from].Count; to++)
                faults.Number($"$.matrix.seconds[{from}][{to}]", matrix.Seconds[from][to], 0, PlanLimits.Way.TotalSeconds);
        }
    }

    private static void CheckPrices(FaultList faults, PlanPrices prices)
    {
        foreach (var (name, price) in new[]
        {
            ("travelHour", prices.TravelHour), ("workingHour", prices.WorkingHour), ("overtimeHour", prices.OvertimeHour), ("engineer", prices.Engineer),
            ("unserved", prices.Unserved), ("changedEngineer", prices.ChangedEngineer), ("changedHour", prices.ChangedHour),
            ("spareLevel", prices.SpareLevel), ("notPreferred", prices.NotPreferred), ("latenessFactor", prices.LatenessFactor),
        })
            faults.Number($"$.prices.{name}", price, 0, PlanLimits.Price);
    }

    // The worst plan: everybody travels and works all the time, everything is late, changed, or left out.
    private static void CheckTotal(FaultList faults, PlanProblem problem)
    {
        var prices = problem.Prices;
        var (first, last) = (problem.Engineers.Min(engineer => engineer.Shift[0].From), problem.Engineers.Max(engineer => engineer.Shift[^1].Until + engineer.MaxOvertime));
        var hours = (last - first).TotalHours;
        if (last - first > PlanLimits.Reach)
            faults.Add("$.engineers", RejectionCode.PlanWindowImpossible, ("most", PlanLimits.Reach));
        var total = problem.Engineers.Count * (prices.Engineer + hours * ((double)prices.TravelHour + prices.WorkingHour + prices.OvertimeHour));
        foreach (var job in problem.Jobs)
        {
            total += Solving.InstanceBuilder.PriceOfLeavingOut(problem, job) + prices.ChangedEngineer + prices.NotPreferred + prices.SpareLevel * 5.0 * job.Skills.Count * job.Crew;
            total += job.Deadline is { } deadline ? (double)deadline.PenaltyPerHour * prices.LatenessFactor * Math.Max(0, (last - deadline.At).TotalHours) : 0;
            total += job.Promised is { } promised ? prices.ChangedHour * (hours + Math.Abs((promised.Start - first).TotalHours)) : 0;
        }
        if (!(total <= PlanLimits.Total))
            faults.Add("$.prices", RejectionCode.PlanPricesTooLarge, ("most", PlanLimits.Total), ("total", total));
    }
}
