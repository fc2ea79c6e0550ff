namespace Dispatch.Planning.Solving;

/// <summary>What stands in the way of a job that is linked to others: those, or whatever would without them.</summary>
internal sealed class WhyLinkedUnserved(Draft draft)
{
    private const int MostTimes = 256;
    private readonly Instance instance = draft.Instance;
    private readonly Links links = draft.Instance.Links!;
    private readonly LinkedInsertions insertions = new(draft.Instance, new(draft.Instance));
    private readonly LinkedMove found = new();
    private long? first;
    private bool anybodyLeads;

    /// <summary>Turns to a job.</summary>
    public void Begin(int job)
    {
        if (!links.IsLinked[job])
            return;
        var blinks = Blinks.None;
        first = insertions.FirstStart(draft, job);
        insertions.Search(draft, job, MostTimes, ref blinks, found);
        anybodyLeads = instance.Types.Any(type => type.Fit[job] >= 0);
    }

    /// <summary>An engineer's reason.</summary>
    /// <param name="alone">Says it of a job by itself.</param>
    public RejectionCode Of(int job, Route route, Func<int, Route, RejectionCode> alone)
    {
        if (!links.IsLinked[job])
            return alone(job, route);
        if (first is not { } start)
            return RejectionCode.PredecessorUnserved;
        var seat = links.Seats[job] > 1 && anybodyLeads && instance.Problem.Jobs[job].Pin?.Engineer != instance.Problem.Engineers[route.Engineer].Id ? job + 1 : job;
        draft.Bounds!.Try(seat, start, Units.Never - 1);
        var reason = alone(seat, route);
        draft.Bounds.Free(seat);
        if (reason == RejectionCode.NotWorthIt && !found.Exists)
            return RejectionCode.CrewIncomplete;
        return reason == RejectionCode.OutsideWorkingHours && route.Type.Fit[seat] >= 0 && CouldBeEarlier(seat, route, alone) ? RejectionCode.PredecessorTooLate : reason;
    }

    private bool CouldBeEarlier(int seat, Route route, Func<int, Route, RejectionCode> alone) =>
        first > -Units.Never && alone(seat, new(instance, route.Engineer)) == RejectionCode.NotWorthIt;
}
