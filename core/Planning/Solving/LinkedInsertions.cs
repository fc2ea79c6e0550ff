namespace Dispatch.Planning.Solving;

/// <summary>Finds where a job goes in that is linked to others: after what it waits for has ended, and a crew all at once.</summary>
/// <remarks>Its start is bounded for as long as it is tried, so that what is found for each route is priced like any other move, and the sum is exact.</remarks>
internal sealed class LinkedInsertions(Instance instance, Insertions insertions)
{
    private readonly Links links = instance.Links!;
    private readonly CrewTimes times = new(instance);
    private readonly CrewChoice choice = new();
    private readonly int[] empty = new int[instance.TypeCount];

    /// <summary>Engineers who may not be used just now; null when all may.</summary>
    public bool[]? Closed { get; set; }

    /// <summary>Where a job and all of its crew cost least.</summary>
    /// <param name="lead">Its lead; nobody has it.</param>
    /// <param name="mostTimes">How many starts are tried for a crew.</param>
    /// <param name="found">Gets the move; nothing when there is none, or when what it waits for is not in the plan.</param>
    public void Search(Draft draft, int lead, int mostTimes, ref Blinks blinks, LinkedMove found)
    {
        found.Clear();
        if (FirstStart(draft, lead) is not { } first)
            return;
        if (links.Seats[lead] is 1)
            SearchOne(draft, lead, first, ref blinks, found);
        else
            SearchCrew(draft, lead, first, mostTimes, ref blinks, found);
    }

    /// <summary>When everything that a job waits for has ended; null when that is not all in the plan.</summary>
    public long? FirstStart(Draft draft, int lead)
    {
        var start = -Units.Never;
        foreach (var first in links.Before[lead])
        {
            for (var seat = first; seat < first + links.Seats[first]; seat++)
            {
                if (draft.Engineer[seat] < 0)
                    return null;
                start = Math.Max(start, draft.Routes[draft.Engineer[seat]].EndAsPlanned(draft.Stop[seat]));
            }
        }
        return start;
    }

    /// <summary>The best gap of one route for one of a crew who begins between two instants, if it is better than what was found before.</summary>
    public void Search(Draft draft, Route route, int seat, (long From, long Until) start, ref Move best, ref Blinks blinks)
    {
        var move = best;
        draft.Bounds!.Try(seat, start.From, start.Until);
        insertions.Search(route, seat, ref move, ref blinks);
        draft.Bounds.Free(seat);
        // Where work takes no time at all it could stand before what it waits for.
        if (move.Cost < best.Cost && move.Gap >= LastBefore(draft, route, links.Lead[seat]))
            best = move;
    }

    private void SearchOne(Draft draft, int job, long first, ref Blinks blinks, LinkedMove found)
    {
        var (best, start) = (Move.None, (first, Units.Never - 1));
        Array.Clear(empty);
        foreach (var route in draft.Routes)
        {
            if (IsOpen(route, 1))
                Search(draft, route, job, start, ref best, ref blinks);
        }
        if (!best.Exists)
            return;
        found.Seats.Add(best);
        (found.From, found.Until, found.Cost) = (start.first, start.Item2, best.Cost);
    }

    private void SearchCrew(Draft draft, int lead, long first, int mostTimes, ref Blinks blinks, LinkedMove found)
    {
        Array.Clear(empty);
        times.Clear();
        foreach (var route in draft.Routes)
        {
            if (IsOpen(route, links.Seats[lead]))
                times.Add(route, lead, first);
        }
        foreach (var start in times.Common(links.Seats[lead], mostTimes))
        {
            choice.Begin(links.Seats[lead]);
            foreach (var engineer in times.At(start))
            {
                var (bounds, asLead, asHelper) = ((start, start), Move.None, Move.None);
                Search(draft, draft.Routes[engineer], lead, bounds, ref asLead, ref blinks);
                Search(draft, draft.Routes[engineer], lead + 1, bounds, ref asHelper, ref blinks);
                choice.Add(asLead, asHelper);
            }
            choice.Take(lead, start, found);
        }
    }

    // Of engineers alike who have nothing yet no more are asked than are needed.
    private bool IsOpen(Route route, int needed) =>
        (Closed is not { } closed || !closed[route.Engineer]) && (route.Count > 0 || ++empty[route.Type.Number] <= needed);

    private int LastBefore(Draft draft, Route route, int lead)
    {
        var last = 0;
        foreach (var first in links.Before[lead])
        {
            for (var seat = first; seat < first + links.Seats[first]; seat++)
                last = draft.Engineer[seat] == route.Engineer ? Math.Max(last, draft.Stop[seat]) : last;
        }
        return last;
    }
}
