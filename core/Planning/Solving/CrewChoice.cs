namespace Dispatch.Planning.Solving;

/// <summary>Chooses who comes and who leads, of all who could begin at an instant: the cheapest crew.</summary>
internal sealed class CrewChoice
{
    private readonly List<Move> leads = [];
    private readonly List<Move> helpers = [];
    private int needed;

    /// <summary>Begins anew with a crew of so many.</summary>
    public void Begin(int seats)
    {
        needed = seats;
        leads.Clear();
        helpers.Clear();
    }

    /// <summary>Adds an engineer's best move as lead, and that as a helper.</summary>
    public void Add(in Move asLead, in Move asHelper)
    {
        if (asLead.Exists)
            leads.Add(asLead);
        if (!asHelper.Exists)
            return;
        var at = helpers.Count;
        while (at > 0 && helpers[at - 1].Cost > asHelper.Cost)
            at--;
        helpers.Insert(at, asHelper);
        // Whoever leads does not help, so one more than that is enough.
        if (helpers.Count > needed)
            helpers.RemoveAt(needed);
    }

    /// <summary>Takes the cheapest crew over, if it is cheaper than what was found before.</summary>
    public void Take(int lead, long start, LinkedMove found)
    {
        foreach (var leader in leads)
        {
            var (cost, others) = (leader.Cost, needed - 1);
            for (var i = 0; i < helpers.Count && others > 0; i++)
            {
                if (helpers[i].Engineer == leader.Engineer)
                    continue;
                cost += helpers[i].Cost;
                others--;
            }
            if (others is 0 && cost < found.Cost)
                Write(leader, lead, start, cost, found);
        }
    }

    private void Write(in Move leader, int lead, long start, long cost, LinkedMove found)
    {
        found.Clear();
        found.Seats.Add(leader);
        for (var i = 0; found.Seats.Count < needed; i++)
        {
            if (helpers[i].Engineer != leader.Engineer)
                found.Seats.Add(helpers[i] with { Job = lead + found.Seats.Count });
        }
        (found.From, found.Until, found.Cost) = (start, start, cost);
    }
}
