namespace Dispatch.Planning.Solving;

/// <summary>Puts jobs back of which some are linked to others: crews all at once, and nothing before what it waits for.</summary>
internal sealed class LinkedRecreate(Instance instance)
{
    private const int MostTimes = 24;
    private readonly Links links = instance.Links!;
    private readonly LinkedInsertions insertions = new(instance, new(instance));
    private readonly LinkedMove found = new();
    private readonly long[] credit = Credits(instance);

    /// <summary>Puts back what goes in; what does not is added to the list.</summary>
    /// <param name="jobs">In the order in which they are to go in.</param>
    public void Run(Draft draft, List<int> absent, ReadOnlySpan<int> jobs, Recreate single, ref Blinks blinks, ref Dice dice)
    {
        insertions.Closed = single.Closed;
        foreach (var job in links.PredecessorsFirst(jobs))
        {
            if (links.IsHelper(job))
                continue;
            if (!links.IsLinked[job])
                PutBack(draft, single.Best(draft, job, ref blinks), job, absent);
            else
                PutBack(draft, job, absent, ref blinks, ref dice);
        }
    }

    private void PutBack(Draft draft, in Move move, int job, List<int> absent)
    {
        if (move.Exists && move.Cost < instance.Figures.Unserved[job])
            draft.Make(move);
        else
            absent.Add(job);
    }

    private void PutBack(Draft draft, int lead, List<int> absent, ref Blinks blinks, ref Dice dice)
    {
        insertions.Search(draft, lead, MostTimes, ref blinks, found);
        // What others wait for may be worth it for their sake; whether it was, the plan as a whole shows.
        var worth = instance.Figures.Unserved[lead] + (credit[lead] > 0 && dice.Below(2) is 0 ? credit[lead] : 0);
        if (found.Exists && found.Cost < worth)
            draft.Make(found);
        else
            absent.AddRange(Enumerable.Range(lead, links.Seats[lead]));
    }

    // What leaving out everything costs that waits for a job.
    private static long[] Credits(Instance instance)
    {
        var (credits, waiting) = (new long[instance.Jobs], new List<int>());
        for (var job = 0; job < instance.Jobs; job++)
        {
            waiting.Clear();
            if (instance.Links!.Behind[job].Length > 0)
                instance.Links.AddWithDependents(job, waiting);
            foreach (var other in waiting)
                credits[job] += other == job ? 0 : instance.Figures.Unserved[other];
        }
        return credits;
    }
}
