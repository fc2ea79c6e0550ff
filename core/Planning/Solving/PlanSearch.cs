namespace Dispatch.Planning.Solving;

/// <summary>Makes a plan and makes it better and better, for as long as it is run. The same seed and the same runs give the same plan.</summary>
/// <remarks>
/// Ruin and recreate with simulated annealing; where engineers cost something, or not every job finds a place, the first part of the time goes into that.
/// Afterwards plans that leave more jobs out are passed through (<see cref="Leniency"/>), and come back from when that goes on for too long.
/// </remarks>
public sealed class PlanSearch
{
    private const double FleetShare = 0.4;
    private const int LongestDetour = 10_000;

    // Somebody who costs as much as that would hardly ever be taken on while plans change little by little.
    private const double DearEngineer = 20;
    private readonly Instance instance;
    private readonly Ruin ruin;
    private readonly Recreate recreate;
    private readonly CallTidying tidying;
    private readonly Acceptance acceptance = new();
    private readonly Absences absences;
    private readonly Leniency leniency;
    private readonly Snapshot best;
    private Draft draft;
    private List<int> absent = [];
    private List<int> absentBefore = [];
    private Dice dice;
    private bool inFleetPhase = true;
    private double annealsFrom;
    private double perJob;
    private int fewestAbsent;
    private int detour;

    /// <summary>A search that has its first plan: the routes that were given, and every other job where it costs least, one after the other.</summary>
    public PlanSearch(Instance instance, int seed)
    {
        this.instance = instance;
        dice = new((ulong)seed);
        ruin = new(instance);
        recreate = new(instance, (ulong)seed + 1);
        tidying = new(instance);
        absences = new(instance, recreate);
        leniency = new(instance);
        best = new(instance);
        draft = new(instance);
        if (instance.Problem.Routes.Count > 0)
            BeginWithGiven(seed);
        else
            FillUp(recreate);
        best.Take(draft);
        perJob = CostPerJob.Of(draft);
        if (absent.Count is 0)
            absences.CloseOne(draft, absent);
    }

    /// <summary>Rounds of ruin and recreate so far.</summary>
    public long Iterations { get; private set; }

    /// <summary>What the best plan so far costs, in <see cref="Units"/>.</summary>
    public long BestCost => best.Cost;

    /// <summary>The best plan so far.</summary>
    public Plan Best => PlanWriter.Write(best.Restore());

    /// <summary>Goes on for some rounds.</summary>
    /// <param name="progress">How far the whole search has got, from 0 to 1: it decides how bold it is.</param>
    public void Run(int iterations, double progress)
    {
        if (instance.Jobs is 0)
            return;
        if (inFleetPhase && (progress >= FleetShare || !absences.HasWork(draft, absent)))
            EndFleetPhase(progress);
        var share = inFleetPhase ? progress / FleetShare : (progress - annealsFrom) / (1 - annealsFrom);
        acceptance.Cool(perJob, Math.Clamp(share, 0, 1));
        for (var i = 0; i < iterations; i++)
            Step();
        Iterations += iterations;
    }

    // Pinned jobs go first: where a given start leaves no room for one that there would be room for, the search begins from nothing,
    // with the numbers that it would have drawn without routes, so that it is never worse off for having them.
    private void BeginWithGiven(int seed)
    {
        new GivenStart(instance).Lay(draft);
        FillUp(recreate);
        if (PinnedLeftOut() is not (> 0 and var left))
            return;
        var given = draft;
        (draft, dice) = (new(instance), new((ulong)seed));
        FillUp(new(instance, (ulong)seed + 1));
        if (PinnedLeftOut() < left)
            return;
        draft = given;
        ListAbsent();
    }

    private void FillUp(Recreate with)
    {
        ListAbsent();
        with.Run(draft, absent, ref dice);
        tidying.Run(draft);
    }

    private int PinnedLeftOut() => Enumerable.Range(0, instance.Jobs).Count(job => instance.Figures.Pinned[job] && draft.Engineer[job] < 0);

    private void ListAbsent()
    {
        absent.Clear();
        for (var job = 0; job < instance.Jobs; job++)
        {
            if (draft.Engineer[job] < 0)
                absent.Add(job);
        }
    }

    private void Step()
    {
        if (detour > LongestDetour)
            GoBackToBest();
        var current = Counted();
        draft.Begin();
        absentBefore.Clear();
        absentBefore.AddRange(absent);
        ruin.Run(draft, absent, ref dice);
        recreate.Run(draft, absent, ref dice);
        tidying.Run(draft);
        var taken = inFleetPhase && absences.Judge(absent, absentBefore) is { } verdict ? verdict : acceptance.Takes(Counted(), current, ref dice);
        if (!inFleetPhase)
            Note(taken);
        if (!taken)
        {
            draft.TakeBack();
            (absent, absentBefore) = (absentBefore, absent);
            return;
        }
        if (draft.Cost < best.Cost)
        {
            best.Take(draft);
            fewestAbsent = absent.Count;
        }
        if (inFleetPhase && absent.Count is 0)
            absences.CloseOne(draft, absent);
    }

    private long Counted() => inFleetPhase ? draft.Cost : draft.Cost - leniency.Of(absent);

    private void Note(bool taken)
    {
        var complete = (taken ? absent : absentBefore).Count <= fewestAbsent;
        detour = complete ? 0 : detour + 1;
        leniency.Note(absent, complete);
    }

    private void EndFleetPhase(double progress)
    {
        (inFleetPhase, annealsFrom) = (false, Math.Min(progress, FleetShare));
        recreate.Closed = null;
        GoBackToBest();
        (perJob, fewestAbsent) = (CostPerJob.Of(draft), absent.Count);
        leniency.Begin(perJob);
        if (absent.Count is 0 && instance.EngineerPrice > perJob * DearEngineer)
            absences.CloseIdle(draft);
    }

    private void GoBackToBest()
    {
        draft = best.Restore();
        detour = 0;
        ListAbsent();
    }
}
