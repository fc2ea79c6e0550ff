namespace Dispatch.Planning.Solving;

/// <summary>Numbers the parts that any job needs; the load of vans is one more where any van is limited.</summary>
internal sealed class PartTable
{
    private readonly SortedDictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly int load = -1;

    public PartTable(PlanProblem problem)
    {
        foreach (var need in problem.Jobs.SelectMany(job => job.Parts))
            numbers.TryAdd(need.Part, numbers.Count);
        if (problem.Engineers.Any(engineer => engineer.Capacity is not null))
            load = numbers.Count;
        var (at, part, quantity) = (new int[problem.Jobs.Count + 2], new List<int>(), new List<int>());
        foreach (var (i, job) in problem.Jobs.Index())
        {
            foreach (var need in job.Parts.GroupBy(need => need.Part))
                Add(numbers[need.Key], need.Sum(each => each.Quantity));
            if (load >= 0 && job.Load > 0)
                Add(load, job.Load);
            at[i + 1] = part.Count;
        }
        at[^1] = part.Count;
        Needs = new(numbers.Count + (load >= 0 ? 1 : 0), load, at, [.. part], [.. quantity]);

        void Add(int number, int pieces)
        {
            part.Add(number);
            quantity.Add(pieces);
        }
    }

    /// <summary>What jobs need.</summary>
    public PartNeeds Needs { get; }

    /// <summary>Fills in what an engineer has.</summary>
    public void Stock(PlanEngineer engineer, long[] stock)
    {
        foreach (var own in engineer.Stock)
        {
            if (numbers.TryGetValue(own.Part, out var number))
                stock[number] += own.Quantity;
        }
        if (load >= 0)
            stock[load] = engineer.Capacity ?? long.MaxValue;
    }

    /// <summary>How much a job needs of everything.</summary>
    public long BulkOf(int job)
    {
        var sum = 0L;
        for (var i = Needs.At[job]; i < Needs.At[job + 1]; i++)
            sum += Needs.Quantity[i];
        return sum;
    }
}
