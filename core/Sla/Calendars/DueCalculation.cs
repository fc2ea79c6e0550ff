namespace Dispatch.Sla;

/// <summary>When a budget is used up although some of the time is not counted, and the proof of it.</summary>
/// <remarks>One code path for live clocks and for the diagnostic. O(pauses · log days).</remarks>
public static class DueCalculation
{
    /// <summary>Working time counted between two instants, pauses left out.</summary>
    /// <param name="calendar">Calendar that counts.</param>
    /// <param name="start">First instant counted.</param>
    /// <param name="end">First instant no longer counted.</param>
    /// <param name="pauses">Sorted and apart from each other, as <see cref="Tidy"/> returns them.</param>
    public static TimeSpan Used(WorkingCalendar calendar, DateTimeOffset start, DateTimeOffset end, IReadOnlyList<Pause> pauses)
    {
        var used = calendar.Between(start, end);
        foreach (var pause in pauses)
            used -= calendar.Between(Instants.Later(start, pause.From), Instants.Earlier(end, pause.To ?? end));
        return used;
    }

    /// <summary>The earliest instant by which the budget has been counted; null when a pause without end comes first.</summary>
    /// <remarks>A pause that begins when nothing is left comes too late to move the instant.</remarks>
    /// <inheritdoc cref="Used" path="/param" />
    /// <param name="budget">Working time.</param>
    /// <param name="atOpening">Whether a budget that ends at a closing is due at the next opening, as one that means a clock time of a later day is.</param>
    public static DateTimeOffset? Due(WorkingCalendar calendar, DateTimeOffset start, TimeSpan budget, IReadOnlyList<Pause> pauses, bool atOpening = false)
    {
        var (from, left) = (start, budget);
        foreach (var pause in pauses)
        {
            var running = calendar.Between(from, pause.From);
            if (running >= left)
                return End();
            if (pause.To is not { } to)
                return null;
            (from, left) = (Instants.Later(from, to), left - running);
        }
        return End();

        DateTimeOffset End() => atOpening ? calendar.Opening(from, left) : calendar.Due(from, left);
    }

    /// <summary>The due instant together with every stretch of working time up to it, counted or paused.</summary>
    /// <param name="calendar">Calendar that counts.</param>
    /// <param name="start">When the clock started.</param>
    /// <param name="budget">Working time to be counted.</param>
    /// <param name="pauses">In any order; where they overlap, the earlier one gives the reason.</param>
    /// <param name="atOpening">As for <see cref="Due"/>.</param>
    public static DueExplanation Explain(WorkingCalendar calendar, DateTimeOffset start, TimeSpan budget, IEnumerable<Pause> pauses, bool atOpening = false)
    {
        var tidy = Tidy(pauses);
        var due = Due(calendar, start, budget, tidy, atOpening);
        var end = due ?? tidy[^1].From;
        var segments = new List<DueSegment>();
        var from = start;
        foreach (var pause in tidy.Where(pause => pause.From < end))
        {
            Add(from, pause.From, null);
            Add(Instants.Later(from, pause.From), Instants.Earlier(end, pause.To ?? end), pause.Reason);
            from = Instants.Later(from, pause.To ?? end);
        }
        Add(from, end, null);
        var missing = calendar.MissingHolidays(calendar.DateOf(start), calendar.DateOf(end));
        return new(start, budget, segments, missing, due);

        void Add(DateTimeOffset open, DateTimeOffset close, string? reason) =>
            segments.AddRange(calendar.Segments(open, close).Select(segment => new DueSegment(segment.From, segment.To, reason)));
    }

    /// <summary>Pauses in order of their beginning, each cut to what no earlier one covers.</summary>
    public static IReadOnlyList<Pause> Tidy(IEnumerable<Pause> pauses)
    {
        var tidy = new List<Pause>();
        foreach (var pause in pauses.OrderBy(pause => pause.From))
        {
            var covered = tidy.Count is 0 ? DateTimeOffset.MinValue : tidy[^1].To ?? DateTimeOffset.MaxValue;
            if ((pause.To ?? DateTimeOffset.MaxValue) > Instants.Later(covered, pause.From))
                tidy.Add(pause with { From = Instants.Later(covered, pause.From) });
        }
        return tidy;
    }
}

/// <summary>Why a deadline is what it is.</summary>
/// <param name="Start">When the clock started.</param>
/// <param name="Budget">Working time to be counted.</param>
/// <param name="Segments">All working time from the start to the deadline, in order; what is between segments is not working time.</param>
/// <param name="HolidaysMissing">Years on the way whose holidays are not entered, so that the deadline may still move.</param>
/// <param name="DueAt">The deadline; null while a pause without end holds it off.</param>
public sealed record DueExplanation(
    DateTimeOffset Start, TimeSpan Budget, IReadOnlyList<DueSegment> Segments, IReadOnlyList<HolidaysMissing> HolidaysMissing, DateTimeOffset? DueAt = null)
{
    /// <summary>Sum of the counted segments: the budget exactly, when there is a deadline.</summary>
    public TimeSpan Counted => Sum(paused: false);

    /// <summary>Sum of the paused segments: working time that did not count.</summary>
    public TimeSpan Paused => Sum(paused: true);

    private TimeSpan Sum(bool paused) =>
        new(Segments.Where(segment => segment.PausedFor is not null == paused).Sum(segment => segment.Length.Ticks));
}

/// <summary>A stretch of working time.</summary>
/// <param name="From">First instant.</param>
/// <param name="To">First instant after it.</param>
/// <param name="PausedFor">Reason why it does not count; null when it counts.</param>
public sealed record DueSegment(DateTimeOffset From, DateTimeOffset To, string? PausedFor = null)
{
    /// <summary>Working time from end to end.</summary>
    public TimeSpan Length => To - From;
}
