namespace Dispatch.Planning;

/// <summary>Somewhere to be for some time.</summary>
public sealed record Stop(Place Place, DateTimeOffset Start, DateTimeOffset End);

/// <summary>Where a new stop fits into a day.</summary>
/// <param name="Start">When work can begin there.</param>
/// <param name="Position">How many stops come before it.</param>
/// <param name="AddedTravel">How much longer the way through the day becomes; the way home is not counted.</param>
public sealed record Insertion(DateTimeOffset Start, int Position, TimeSpan AddedTravel);

/// <summary>One engineer's stops in a day, in order, none moved once promised: what fits between them.</summary>
public sealed record DayRoute(DayTerms Terms, IReadOnlyList<Stop> Stops)
{
    /// <summary>The earliest place in the day for work of this length that begins inside the window; null when there is none.</summary>
    /// <param name="notBefore">The engineer cannot set out before this instant.</param>
    /// <param name="step">Starts are rounded up to a multiple of this.</param>
    public Insertion? Earliest(Place place, TimeSpan duration, Window window, DateTimeOffset notBefore, TimeSpan step)
    {
        if (Stops.Count >= Terms.MaxVisits)
            return null;
        for (var position = 0; position <= Stops.Count; position++)
        {
            if (EarliestAt(position, place, duration, window, notBefore, step) is { } start)
                return new(start, position, AddedTravel(position, place));
        }
        return null;
    }

    /// <summary>All ways from where he starts to the last stop; the way home is not counted.</summary>
    public TimeSpan TravelTime => Stops.Index().Aggregate(TimeSpan.Zero, (sum, stop) => sum + TravelTo(stop.Index, stop.Item.Place));

    /// <summary>The day with one stop more.</summary>
    public DayRoute With(Stop stop) => this with { Stops = [.. Stops.Append(stop).OrderBy(each => each.Start)] };

    /// <summary>Why a stop cannot be added as it is; null when it can.</summary>
    /// <param name="now">The engineer cannot set out before now.</param>
    public Rejection? WhyNot(Stop stop, DateTimeOffset now)
    {
        if (Terms.ShiftAround(stop.Start, stop.End) is null)
            return Rejection.Of(Terms.Absent ? RejectionCode.EngineerAbsent : RejectionCode.EngineerOffShift);
        if (Stops.Count >= Terms.MaxVisits)
            return Rejection.Of(RejectionCode.EngineerDayFull, ("visits", Stops.Count));
        var position = 0;
        for (; position < Stops.Count && Stops[position].Start < stop.End; position++)
        {
            if (Stops[position].End > stop.Start)
                return Rejection.Of(RejectionCode.VisitOverlaps, ("from", Stops[position].Start.ToText()), ("until", Stops[position].End.ToText()));
        }
        var reachable = stop.Start >= now && Terms.WorkingTime(FreeFrom(position, now), stop.Start) >= TravelTo(position, stop.Place)
            && LeavesInTime(position, stop.Place, stop.End);
        return reachable ? null : Rejection.Of(RejectionCode.VisitUnreachable, ("start", stop.Start.ToText()));
    }

    private DateTimeOffset? EarliestAt(
        int position, Place place, TimeSpan duration, Window window, DateTimeOffset notBefore, TimeSpan step)
    {
        var free = FreeFrom(position, notBefore);
        // Most gaps of a full day are too short whatever the ways are.
        if (free > window.Until || (position < Stops.Count && Stops[position].Start - free < duration))
            return null;
        if (Terms.After(free, TravelTo(position, place)) is not { } arrival)
            return null;
        var earliest = arrival > window.From ? arrival : window.From;
        foreach (var hours in Terms.Shift)
        {
            var start = RoundUp(earliest > hours.From ? earliest : hours.From, step);
            if (start > window.Until)
                return null;
            if (start + duration <= hours.Until)
                return LeavesInTime(position, place, start + duration) ? start : null;
        }
        return null;
    }

    private DateTimeOffset FreeFrom(int position, DateTimeOffset notBefore)
    {
        var free = position > 0 ? Stops[position - 1].End : Terms.Shift is [var first, ..] ? first.From : notBefore;
        return free > notBefore ? free : notBefore;
    }

    private bool LeavesInTime(int position, Place place, DateTimeOffset end) =>
        position == Stops.Count
        || (end <= Stops[position].Start && Terms.WorkingTime(end, Stops[position].Start) >= Terms.Travel.Between(place, Stops[position].Place));

    private TimeSpan TravelTo(int position, Place place) => Terms.Travel.Between(PlaceBefore(position), place);

    private TimeSpan AddedTravel(int position, Place place)
    {
        var there = TravelTo(position, place);
        return position == Stops.Count
            ? there
            : there + Terms.Travel.Between(place, Stops[position].Place) - TravelTo(position, Stops[position].Place);
    }

    private Place PlaceBefore(int position) => position > 0 ? Stops[position - 1].Place : Terms.Start;

    private static DateTimeOffset RoundUp(DateTimeOffset instant, TimeSpan step) =>
        instant.AddTicks((step.Ticks - instant.UtcTicks % step.Ticks) % step.Ticks);
}
