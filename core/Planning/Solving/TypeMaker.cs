namespace Dispatch.Planning.Solving;

/// <summary>Finds engineers who are alike, and works out what each job is to them.</summary>
internal sealed class TypeMaker(PlanProblem problem, DateTimeOffset origin, NodeTable nodes, PartTable parts)
{
    private readonly HashSet<string> named = [.. problem.Jobs.SelectMany(Names)];

    /// <summary>Each engineer's type.</summary>
    public EngineerType[] Make()
    {
        var (made, types) = (new List<(PlanEngineer Engineer, EngineerType Type)>(), new EngineerType[problem.Engineers.Count]);
        foreach (var (i, engineer) in problem.Engineers.Index())
        {
            var alike = named.Contains(engineer.Id) ? null : made.FirstOrDefault(one => !named.Contains(one.Engineer.Id) && Alike(one.Engineer, engineer)).Type;
            types[i] = alike ?? Make(engineer, made.Count);
            if (alike is null)
                made.Add((engineer, types[i]));
        }
        return types;
    }

    private EngineerType Make(PlanEngineer engineer, int number)
    {
        var overtime = Units.Of(engineer.MaxOvertime);
        var until = engineer.Shift.Select(hours => Units.Between(origin, hours.Until)).ToArray();
        var shiftEnd = until[^1];
        until[^1] += overtime;
        var type = new EngineerType(number, problem.Jobs.Count + 1, parts.Needs.Parts)
        {
            Start = nodes.Of(engineer.Start),
            End = nodes.Of(engineer.End),
            Slowness = engineer.SpeedKmh is { } speed
                ? (long)Math.Round(EngineerType.SteadySpeed * problem.Travel.KilometresPerHour / speed)
                : EngineerType.SteadySpeed,
            TravelHour = problem.Prices.TravelHour,
            WorkingHour = problem.Prices.WorkingHour,
            OvertimeHour = problem.Prices.OvertimeHour,
            ShiftEnd = shiftEnd,
            From = [.. engineer.Shift.Select(hours => Units.Between(origin, hours.From))],
            Until = until,
            MaxVisits = engineer.MaxVisits ?? int.MaxValue,
        };
        parts.Stock(engineer, type.Stock);
        Judge(engineer, type);
        return type;
    }

    private void Judge(PlanEngineer engineer, EngineerType type)
    {
        var spans = new StartSpans(type, origin, problem.Jobs.Count + 1);
        foreach (var (i, job) in problem.Jobs.Index())
        {
            type.Duration[i] = Units.Of(job.Durations.FirstOrDefault(own => own.Engineer == engineer.Id)?.Duration ?? job.Duration);
            type.LacksTools[i] = job.Tools.Except(engineer.Tools, StringComparer.Ordinal).Any();
            var unfit = Fitness.Of(problem, engineer, job) is not Unfit.None and var reason ? reason : Lacks(type, i);
            var any = spans.Add(i, job.Windows, job.Pin?.Start);
            if (unfit is Unfit.None && !any)
                unfit = Unfit.Hours;
            type.Fit[i] = unfit is Unfit.None ? Fitness.Cost(problem, engineer, job) : -(long)unfit;
        }
        var call = problem.Jobs.Count;
        type.Duration[call] = Units.Of(problem.Depot?.Duration ?? default);
        var open = spans.Add(call, problem.Depot?.Window is { } window ? [window] : [], null);
        type.Fit[call] = problem.Depot is not null && open ? 0 : -(long)Unfit.Hours;
        spans.Fill();
    }

    // What he has not got he may fetch, where there is a depot.
    private Unfit Lacks(EngineerType type, int job)
    {
        if (type.LacksTools[job] && problem.Depot is null)
            return Unfit.Tool;
        for (var i = parts.Needs.At[job]; i < parts.Needs.At[job + 1]; i++)
        {
            if (parts.Needs.Quantity[i] <= type.Stock[parts.Needs.Part[i]])
                continue;
            if (parts.Needs.Part[i] == parts.Needs.Load)
                return Unfit.Load;
            if (problem.Depot is null)
                return Unfit.Parts;
        }
        return Unfit.None;
    }

    private static bool Alike(PlanEngineer a, PlanEngineer b) =>
        a.Start == b.Start && a.End == b.End && a.MaxOvertime == b.MaxOvertime && a.Capacity == b.Capacity && a.MaxVisits == b.MaxVisits
        && a.SpeedKmh == b.SpeedKmh && a.Shift.SequenceEqual(b.Shift) && a.Skills.SequenceEqual(b.Skills) && a.Tools.SequenceEqual(b.Tools)
        && a.Stock.SequenceEqual(b.Stock) && a.Zones.SequenceEqual(b.Zones) && a.OnlyCustomers.SequenceEqual(b.OnlyCustomers)
        && a.NotCustomers.SequenceEqual(b.NotCustomers);

    private static IEnumerable<string> Names(PlanJob job) =>
        new[] { job.Pin?.Engineer, job.Preferred, job.Promised?.Engineer }.OfType<string>().Concat(job.Durations.Select(own => own.Engineer));
}
