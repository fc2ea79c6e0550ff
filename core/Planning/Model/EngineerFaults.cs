namespace Dispatch.Planning;

/// <summary>What is wrong with the engineers of a problem.</summary>
internal sealed class EngineerFaults(FaultList faults, PlanProblem problem)
{
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public void Check()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < problem.Engineers.Count; i++)
        {
            var (engineer, path) = (problem.Engineers[i], JsonPath.Item("$.engineers", i));
            faults.Id($"{path}.id", engineer.Id, seen);
            CheckShift(engineer.Shift, $"{path}.shift");
            PlanProblemChecks.CheckSpot(faults, problem, $"{path}.start", engineer.Start);
            PlanProblemChecks.CheckSpot(faults, problem, $"{path}.end", engineer.End);
            faults.Skills($"{path}.skills", engineer.Skills);
            faults.Length($"{path}.maxOvertime", engineer.MaxOvertime, TimeSpan.FromDays(1));
            faults.Parts($"{path}.stock", engineer.Stock, least: 0);
            if (engineer.Capacity is { } capacity)
                faults.Number($"{path}.capacity", capacity, 0, int.MaxValue);
            if (engineer.MaxVisits is { } visits)
                faults.Number($"{path}.maxVisits", visits, 0, int.MaxValue);
            if (engineer.SpeedKmh is { } speed)
                faults.Number($"{path}.speedKmh", speed, PlanLimits.SlowestKmh, PlanLimits.FastestKmh);
        }
    }

    private void CheckShift(IReadOnlyList<Window> shift, string path)
    {
        if (shift.Count is 0)
            faults.Add(path, RejectionCode.PlanWindowImpossible);
        for (var i = 0; i < shift.Count; i++)
        {
            if (shift[i].Until < shift[i].From || shift[i].From < Earliest || shift[i].Until > Latest)
                faults.Add($"{path}[{i}]", RejectionCode.PlanWindowImpossible);
            if (i > 0 && shift[i].From <= shift[i - 1].Until)
                faults.Add($"{path}[{i}]", RejectionCode.PlanShiftUnordered);
        }
    }
}
