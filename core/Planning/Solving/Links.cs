namespace Dispatch.Planning.Solving;

/// <summary>Which jobs go together: the seats of a crew, and what waits for what. A problem without any has none of this.</summary>
/// <remarks>A crew of n is n jobs of the instance in a row, its seats; the first is the lead and stands for all of them.</remarks>
internal sealed class Links
{
    /// <param name="lead">Each job's lead; itself when it needs nobody else.</param>
    /// <param name="before">Of leads: the leads of what it waits for; else empty.</param>
    public Links(int[] lead, int[][] before)
    {
        (Lead, Before) = (lead, before);
        Seats = new int[lead.Length];
        foreach (var each in lead)
            Seats[each]++;
        var behind = before.SelectMany((firsts, job) => firsts.Select(first => (First: first, Job: job))).ToLookup(pair => pair.First, pair => pair.Job);
        Behind = [.. lead.Select((_, job) => behind[job].ToArray())];
        IsLinked = [.. lead.Select(each => Seats[each] > 1 || before[each].Length > 0 || Behind[each].Length > 0)];
    }

    /// <summary>Each job's lead.</summary>
    public int[] Lead { get; }

    /// <summary>Of leads: how many seats; 0 of the other seats.</summary>
    public int[] Seats { get; }

    /// <summary>Of leads: leads of what it waits for.</summary>
    public int[][] Before { get; }

    /// <summary>Of leads: leads of what waits for it.</summary>
    public int[][] Behind { get; }

    /// <summary>Whether a job is a seat of a crew, waits, or is waited for.</summary>
    public bool[] IsLinked { get; }

    /// <summary>Whether a seat is not the lead's.</summary>
    public bool IsHelper(int job) => Lead[job] != job;

    /// <summary>Adds a job's crew, and whatever waits for it, as far as it is not there yet.</summary>
    public void AddWithDependents(int job, List<int> jobs)
    {
        var lead = Lead[job];
        if (jobs.Contains(lead))
            return;
        for (var seat = lead; seat < lead + Seats[lead]; seat++)
            jobs.Add(seat);
        foreach (var next in Behind[lead])
            AddWithDependents(next, jobs);
    }

    /// <summary>The same jobs in the same order, except that nothing comes before what it waits for.</summary>
    public List<int> PredecessorsFirst(ReadOnlySpan<int> jobs)
    {
        var (wanted, ordered) = (new HashSet<int>(), new List<int>(jobs.Length));
        foreach (var job in jobs)
            wanted.Add(job);
        foreach (var job in jobs)
            Add(job);
        return ordered;

        void Add(int job)
        {
            if (!wanted.Remove(job))
                return;
            foreach (var first in Before[Lead[job]])
                Add(first);
            ordered.Add(job);
        }
    }
}
