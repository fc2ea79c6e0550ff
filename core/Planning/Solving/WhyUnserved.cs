namespace Dispatch.Planning.Solving;

/// <summary>Says of each job that nobody has what stands in the way, engineer by engineer.</summary>
internal sealed class WhyUnserved(Draft draft)
{
    private readonly Instance instance = draft.Instance;
    private readonly Insertions insertions = new(draft.Instance);
    private readonly WhyLinkedUnserved? linked = draft.Instance.Links is null ? null : new(draft);

    public IReadOnlyList<UnservedJob> All() => [.. Enumerable.Range(0, instance.Jobs).Where(job => draft.Engineer[job] < 0 && !(instance.Links?.IsHelper(job) ?? false)).Select(Of)];

    private UnservedJob Of(int job)
    {
        linked?.Begin(job);
        var reasons = draft.Routes.Select(route => new EngineerReason(instance.Problem.Engineers[route.Engineer].Id, linked is null ? Of(job, route) : linked.Of(job, route, Of))).ToList();
        var mine = instance.Problem.Jobs[job].Pin is { } pin ? reasons.Find(reason => reason.Engineer == pin.Engineer)?.Reason : null;
        var most = mine ?? reasons.GroupBy(reason => reason.Reason).OrderByDescending(group => group.Count()).First().Key;
        return new(instance.Problem.Jobs[job].Id, most, reasons);
    }

    private RejectionCode Of(int job, Route route) => route.Type.Fit[job] < 0 ? CodeOf((Unfit)(-route.Type.Fit[job])) : NoRoom(job, route);

    private RejectionCode NoRoom(int job, Route route)
    {
        var (move, blinks) = (Move.None, Blinks.None);
        insertions.Search(route, job, ref move, ref blinks);
        if (move.Exists)
            return RejectionCode.NotWorthIt;
        if (route.Visits >= route.Type.MaxVisits)
            return RejectionCode.EngineerDayFull;
        insertions.Search(new Route(instance, route.Engineer) { Bounds = route.Bounds }, job, ref move, ref blinks);
        if (!move.Exists)
            return RejectionCode.OutsideWorkingHours;
        if (LacksLoad(route, job) && (instance.Problem.Depot is null || (route.CallAt > 0 && !route.HoldsAfterCall(job))))
            return RejectionCode.VanFull;
        return route.HasPartsFor(job) || instance.Problem.Depot is not null ? RejectionCode.NoRoomLeft : RejectionCode.PartsMissing;
    }

    private bool LacksLoad(Route route, int job) => instance.Needs.Load is >= 0 and var load && route.Used[load] + instance.Problem.Jobs[job].Load > route.Type.Stock[load];

    private static RejectionCode CodeOf(Unfit unfit) => unfit switch
    {
        Unfit.PinnedElsewhere => RejectionCode.AnotherEngineerWanted,
        Unfit.PinOutsideWindow => RejectionCode.PinOutsideWindow,
        Unfit.Zone => RejectionCode.ZoneNotServed,
        Unfit.Customer => RejectionCode.CustomerNotHis,
        Unfit.Skill => RejectionCode.SkillMissing,
        Unfit.SkillLevel => RejectionCode.SkillLevelTooLow,
        Unfit.Tool => RejectionCode.ToolMissing,
        Unfit.Parts => RejectionCode.PartsMissing,
        Unfit.Load => RejectionCode.VanFull,
        _ => RejectionCode.OutsideWorkingHours,
    };
}
