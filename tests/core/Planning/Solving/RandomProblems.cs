using Dispatch.Planning;

namespace Dispatch.Tests.Core.Planning.Solving;

/// <summary>Small problems with a bit of everything: breaks, several windows, skills, tools, parts, a depot, limited vans, deadlines, promises, pins, optional jobs. A third are calm: nothing costs more by when it is done. In half of them jobs need crews and wait for others.</summary>
internal static class RandomProblems
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static PlanProblem Of(int seed, int jobs = 14, int engineers = 4)
    {
        var random = new Random(seed);
        var (depot, open, paid, calm) = (random.Next(2) is 0, random.Next(3) is 0, random.Next(2) is 0, random.Next(3) is 0);
        var places = Enumerable.Range(0, jobs + engineers + 1).Select(_ => Spot.At(121 + random.NextDouble() * 0.3, 31 + random.NextDouble() * 0.3)).ToList();
        var people = Enumerable.Range(0, engineers).Select(i => Engineer(random, i, places[jobs + i], depot, open, calm)).ToList();
        var work = Enumerable.Range(0, jobs).Select(i => Job(random, i, places[i], engineers, calm)).ToList();
        return new(people, random.Next(2) is 0 ? work : Linked(random, work, engineers))
        {
            Depot = depot ? new(places[^1]) { Duration = TimeSpan.FromMinutes(random.Next(10)) } : null,
            Prices = new() { WorkingHour = paid ? 3_000 : 0, Engineer = random.Next(3) is 0 ? 20_000 : 0 },
        };
    }

    /// <summary>The same with ways of any length, so that one by another place may be the shorter.</summary>
    public static PlanProblem Crooked(int seed)
    {
        var (problem, random) = (Of(seed), new Random(seed));
        var points = problem.Jobs.Count + problem.Engineers.Count + 1;
        return problem with
        {
            Matrix = new([.. Enumerable.Range(0, points).Select(_ => Enumerable.Range(0, points).Select(_ => (double)random.Next(2_400)).ToArray())]),
            Jobs = [.. problem.Jobs.Select((job, i) => job with { At = Spot.At(i) })],
            Engineers = [.. problem.Engineers.Select((engineer, i) => engineer with { Start = Spot.At(problem.Jobs.Count + i), End = engineer.End is null ? null : Spot.At(problem.Jobs.Count + i) })],
            Depot = problem.Depot is { } depot ? depot with { At = Spot.At(points - 1) } : null,
        };
    }

    private static PlanEngineer Engineer(Random random, int number, Spot home, bool depot, bool open, bool calm)
    {
        var noon = Morning.AddHours(4);
        IReadOnlyList<Window> shift = calm || random.Next(2) is 0 ? [new(Morning, Morning.AddHours(9))] : [new(Morning, noon), new(noon.AddMinutes(45), Morning.AddHours(9))];
        return new($"e{number}", shift, home)
        {
            End = open ? null : home,
            Skills = [new("gas", random.Next(1, 4)), new("power", random.Next(1, 4))],
            MaxOvertime = TimeSpan.FromMinutes(random.Next(3) * 30),
            Tools = random.Next(2) is 0 ? ["ladder"] : [],
            Stock = [new("filter", random.Next(4))],
            Capacity = random.Next(2) is 0 ? null : depot ? 6 : 12,
            MaxVisits = random.Next(3) is 0 ? 5 : null,
            SpeedKmh = random.Next(3) is 0 ? 45 : null,
        };
    }

    // A job waits for earlier ones only, and not for what cannot have ended by then: those are faults.
    private static List<PlanJob> Linked(Random random, List<PlanJob> jobs, int engineers)
    {
        for (var i = 0; i < jobs.Count; i++)
        {
            var linked = jobs[i] with
            {
                Crew = random.Next(4) is 0 ? random.Next(2, engineers + 1) : 1,
                After = [.. Enumerable.Range(0, i).Where(_ => random.Next(2 * jobs.Count) is 0).Select(before => jobs[before].Id)],
            };
            jobs[i] = linked;
            var sound = PlanProblemChecks.Faults(new([new("e", [new(Morning, Morning.AddHours(9))], jobs[0].At)], [.. jobs.Select(job => job with { Crew = 1 })])).Count is 0;
            jobs[i] = sound ? linked : linked with { After = [] };
        }
        return jobs;
    }

    private static PlanJob Job(Random random, int number, Spot at, int engineers, bool calm)
    {
        var from = Morning.AddMinutes(random.Next(0, 400));
        var windows = new List<Window> { new(from, from.AddMinutes(random.Next(30, 240))) };
        if (!calm && random.Next(4) is 0)
            windows.Add(new(from.AddMinutes(300), from.AddMinutes(360)));
        var someone = $"e{random.Next(engineers)}";
        return new($"j{number}", at, TimeSpan.FromMinutes(random.Next(10, 60)))
        {
            Windows = random.Next(4) is 0 ? [] : windows,
            Skills = random.Next(2) is 0 ? [new("gas", random.Next(1, 3))] : [],
            Tools = random.Next(4) is 0 ? ["ladder"] : [],
            Parts = random.Next(3) is 0 ? [new("filter", random.Next(1, 3))] : [],
            Load = random.Next(4),
            Priority = (Priority)random.Next(4),
            Price = random.Next(6) is 0 ? 3_000 : null,
            Deadline = !calm && random.Next(3) is 0 ? new(from.AddMinutes(random.Next(240)), random.Next(10_000)) : null,
            Preferred = random.Next(5) is 0 ? someone : null,
            Pin = random.Next(8) is 0 ? new(someone, random.Next(2) is 0 ? from : null) : null,
            Promised = !calm && random.Next(4) is 0 ? new(someone, from.AddMinutes(random.Next(60))) : null,
            Durations = random.Next(5) is 0 ? [new(someone, TimeSpan.FromMinutes(5))] : [],
        };
    }
}
