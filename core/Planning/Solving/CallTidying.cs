namespace Dispatch.Planning.Solving;

/// <summary>Drops calls at the depot that nothing needs any more, and moves the others to where they cost least.</summary>
internal sealed class CallTidying(Instance instance)
{
    private readonly Route trial = new(instance, 0);
    private readonly Route best = new(instance, 0);

    /// <summary>Tidies the routes changed since the draft began.</summary>
    public void Run(Draft draft)
    {
        for (var i = 0; i < draft.Touched.Count; i++)
        {
            var route = draft.Routes[draft.Touched[i]];
            if (route.CallAt > 0 && Improves(route))
                draft.Replace(route.Engineer, best);
        }
    }

    private bool Improves(Route route)
    {
        // A call that costs nothing, because he would wait anyway, is one too many all the same.
        var least = route.Cost + 1;
        Without(route);
        Try(ref least);
        if (least == route.Cost)
            return true;
        least = Math.Min(least, route.Cost);
        for (var gap = 0; gap < route.Count; gap++)
        {
            Without(route);
            trial.Put(instance.Call, gap);
            Try(ref least);
        }
        return least < route.Cost;
    }

    private void Without(Route route)
    {
        trial.CopyOrder(route);
        trial.Take(trial.CallAt);
    }

    private void Try(ref long least)
    {
        if (!trial.Refresh() || trial.Cost >= least)
            return;
        least = trial.Cost;
        best.CopyOrder(trial);
    }
}
