namespace Dispatch.Planning.Solving;

/// <summary>Makes a job of its own of every place in a crew.</summary>
/// <remarks>The lead's brings what the job needs and carries its prices; the others' keep only what everybody must be able to do, and when.</remarks>
internal static class Seats
{
    /// <summary>The problem with a job for each place, and how they belong together; the same problem and null where nothing does.</summary>
    public static (PlanProblem Problem, Links? Links) Of(PlanProblem problem)
    {
        if (problem.Jobs.All(job => job.Crew is 1 && job.After.Count is 0))
            return (problem, null);
        var (seats, leads, numbers) = (new List<PlanJob>(), new List<int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var job in problem.Jobs)
        {
            numbers[job.Id] = seats.Count;
            leads.AddRange(Enumerable.Repeat(seats.Count, job.Crew));
            seats.Add(job);
            seats.AddRange(Enumerable.Repeat(Helper(job), job.Crew - 1));
        }
        var before = seats.Select((job, seat) => leads[seat] == seat ? job.After.Select(id => numbers[id]).Distinct().ToArray() : []).ToArray();
        return (problem with { Jobs = seats }, new([.. leads], before));
    }

    private static PlanJob Helper(PlanJob job) =>
        job with { Tools = [], Parts = [], Load = 0, Price = 0, Deadline = null, Preferred = null, Pin = null, Promised = null, After = [] };
}
