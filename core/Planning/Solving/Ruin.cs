namespace Dispatch.Planning.Solving;

/// <summary>Takes strings of neighbouring jobs out of routes that lie near each other.</summary>
/// <remarks>
/// Two of the routes may change what follows their holes besides: strings alone hardly ever exchange the ends of long routes.
/// Adjacent string removal of SISR: J. Christiaens, G. Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems", Transportation Science 54(2), 2020.
/// </remarks>
internal sealed class Ruin(Instance instance)
{
    private const double Removed = 10;
    private const double LongestString = 15;
    private const double SplitChance = 0.5;
    private const double LongerGapChance = 0.01;
    private const double TailChance = 0.5;
    private readonly List<(int Engineer, int Gap)> holes = [];
    private readonly bool[] marked = new bool[instance.Jobs + 1];
    private readonly bool[] ruined = new bool[instance.Engineers];

    /// <summary>Takes jobs out and adds them to those that nobody has.</summary>
    public void Run(Draft draft, List<int> absent, ref Dice dice)
    {
        var (used, served) = (0, instance.Jobs - absent.Count);
        foreach (var route in draft.Routes)
            used += route.Count > 0 ? 1 : 0;
        if (used is 0)
            return;
        var longest = Math.Min(LongestString, (double)served / used);
        var strings = (int)(1 + dice.Unit() * (4 * Removed / (1 + longest) - 1));
        var center = dice.Below(instance.Jobs);
        holes.Clear();
        foreach (var job in instance.Near[center])
        {
            var engineer = draft.Engineer[job];
            if (engineer < 0 || ruined[engineer])
                continue;
            ruined[engineer] = true;
            var gap = Mark(draft.Routes[engineer], draft.Stop[job], longest, ref dice);
            if (draft.RemoveMarked(engineer, marked, absent))
                holes.Add((engineer, gap));
            if (--strings <= 0)
                break;
        }
        if (holes.Count > 1 && dice.Unit() < TailChance)
            draft.SwapTails(holes[0].Engineer, GapOf(draft, holes[0]), holes[1].Engineer, GapOf(draft, holes[1]));
        foreach (var engineer in draft.Touched)
            ruined[engineer] = false;
    }

    // What is linked to a later string may have left the route as well.
    private static int GapOf(Draft draft, (int Engineer, int Gap) hole) => Math.Min(hole.Gap, draft.Routes[hole.Engineer].Count);

    /// <returns>The gap where the string begins.</returns>
    private int Mark(Route route, int stop, double longest, ref Dice dice)
    {
        var length = (int)(1 + dice.Unit() * Math.Min(route.Count, longest));
        length = Math.Min(length, route.Count);
        var kept = length > 1 && length < route.Count && dice.Unit() < SplitChance ? 1 : 0;
        while (kept > 0 && length + kept < route.Count && dice.Unit() < LongerGapChance)
            kept++;
        var span = length + kept;
        var (earliest, latest) = (Math.Max(1, stop - span + 1), Math.Min(stop, route.Count - span + 1));
        var begin = earliest + dice.Below(latest - earliest + 1);
        var keep = kept > 0 ? begin + 1 + dice.Below(length - 1) : 0;
        for (var at = begin; at < begin + span; at++)
        {
            var job = route.Node[at];
            if ((kept > 0 && at >= keep && at < keep + kept) || job == instance.Call || instance.Figures.Pinned[job])
                continue;
            marked[job] = true;
        }
        return begin - 1;
    }
}
