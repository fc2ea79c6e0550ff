namespace Dispatch.Planning.Solving;

/// <summary>Begins a plan with the routes that its problem gives, as far as they keep every rule.</summary>
/// <remarks>
/// A route that keeps them goes in as it is. Of another its jobs go in one after the other, pinned ones first, each at its place in the order and only if
/// every rule is kept with it. Jobs linked to others are left to the insertion that follows: their times depend on more than one route.
/// </remarks>
internal sealed class GivenStart(Instance instance)
{
    private readonly Route trial = new(instance, 0);
    private readonly Route best = new(instance, 0);

    /// <summary>Puts them into a draft that is empty.</summary>
    public void Lay(Draft draft)
    {
        var engineers = instance.Problem.Engineers.Index().ToDictionary(each => each.Item.Id, each => each.Index, StringComparer.Ordinal);
        var jobs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, job) in instance.Problem.Jobs.Index())
            jobs.TryAdd(job.Id, number);
        foreach (var given in instance.Problem.Routes)
        {
            var order = given.Jobs.Select(id => jobs[id]).Where(job => !(instance.Links?.IsLinked[job] ?? false)).ToList();
            var route = draft.Routes[engineers[given.Engineer]];
            if (Finds(route, order) || Finds(route, WhatFits(route, order)))
                draft.Lay(route.Engineer, best.Node.AsSpan(1, best.Count));
        }
    }

    private List<int> WhatFits(Route route, List<int> order)
    {
        var kept = new bool[order.Count];
        foreach (var at in Enumerable.Range(0, order.Count).OrderBy(at => !instance.Figures.Pinned[order[at]]))
        {
            kept[at] = true;
            kept[at] = Finds(route, Kept());
        }
        return Kept();

        List<int> Kept() => [.. order.Where((_, at) => kept[at])];
    }

    /// <summary>Finds the cheapest way to make visits in this order, with a call at the depot or without.</summary>
    private bool Finds(Route route, List<int> order)
    {
        var least = Units.Never;
        Put(route, order);
        Try(ref least);
        for (var gap = 0; gap <= order.Count && route.Type.Fit[instance.Call] >= 0; gap++)
        {
            // At the end as well: where ways are crooked the one home may be shorter by the depot.
            Put(route, order);
            trial.Put(instance.Call, gap);
            Try(ref least);
        }
        return order.Count > 0 && least < Units.Never;
    }

    private void Put(Route empty, List<int> order)
    {
        trial.CopyOrder(empty);
        foreach (var job in order)
            trial.Put(job, trial.Count);
    }

    private void Try(ref long least)
    {
        if (!trial.Refresh() || trial.Cost >= least)
            return;
        least = trial.Cost;
        best.CopyOrder(trial);
    }
}
