namespace Dispatch.Sla;

/// <summary>A calendar compiled for questions about working time. Immutable to its callers and safe to share between threads.</summary>
/// <remarks>
/// Years are laid out on first use, and every question then costs two binary searches over the days laid out: O(log days), independent of the budget.
/// An instant is working time when the wall clock of the zone lies inside a window: in spring the skipped hour does not exist, in autumn the
/// repeated hour counts twice when it is worked. A budget that ends exactly at closing is due at closing, not at the next opening.
/// </remarks>
public sealed class WorkingCalendar
{
    private const int FirstYear = 1971;
    private const int LastYear = 2198;
    private static readonly CalendarDefinition Always = new("around-the-clock", new("全天候", "Around the clock"), "Etc/UTC",
        [new(Enum.GetValues<DayOfWeek>(), [new(TimeOnly.MinValue, TimeOnly.MinValue)])]);

    private readonly WorkingDays days;
    private readonly Lock growing = new();
    private volatile WorkingTable? table;

    /// <summary>Compiles a definition that <see cref="CalendarValidation"/> accepts.</summary>
    /// <exception cref="TimeZoneNotFoundException">The zone is unknown.</exception>
    public WorkingCalendar(CalendarDefinition definition)
    {
        (Definition, days) = (definition, new(definition));
        LongestBudget = 5 * 52 * new TimeSpan(definition.Week.Sum(hours => hours.Days.Count * hours.Windows.Sum(window => window.Length.Ticks)));
    }

    /// <summary>The calendar in which all time counts: budgets in elapsed time.</summary>
    public static WorkingCalendar AroundTheClock { get; } = new(Always);

    /// <summary>First instant that calendars answer for.</summary>
    public static DateTimeOffset Earliest { get; } = DateTimeOffset.FromUnixTimeMilliseconds(WorkingTable.StartOf(FirstYear));

    /// <summary>First instant that calendars no longer answer for.</summary>
    public static DateTimeOffset Latest { get; } = DateTimeOffset.FromUnixTimeMilliseconds(WorkingTable.StartOf(LastYear + 1));

    /// <summary>What it was compiled from.</summary>
    public CalendarDefinition Definition { get; }

    /// <summary>Longest budget that policies may give: five years of the ordinary week.</summary>
    public TimeSpan LongestBudget { get; }

    /// <summary>Working time between two instants; none when the second is not after the first.</summary>
    public TimeSpan Between(DateTimeOffset start, DateTimeOffset end)
    {
        if (end <= start)
            return TimeSpan.Zero;
        var (from, to) = (Ms(start), Ms(end));
        var covering = Covering(from, to);
        return TimeSpan.FromMilliseconds(covering.PositionOf(to) - covering.PositionOf(from));
    }

    /// <summary>The earliest instant with the whole budget of working time between it and the start; the start itself when there is no budget.</summary>
    /// <param name="start">Outside working hours the budget runs from the next opening.</param>
    /// <param name="budget">Working time, whole milliseconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start or the end lies outside <see cref="Earliest"/> to <see cref="Latest"/>.</exception>
    public DateTimeOffset Due(DateTimeOffset start, TimeSpan budget)
    {
        if (budget <= TimeSpan.Zero)
            return start;
        var (from, length) = (Ms(start), (long)budget.TotalMilliseconds);
        for (var covering = Covering(from, from); ; covering = Grow(covering.FirstYear, covering.LastYear + 1))
            if (covering.PositionOf(from) + length is var position && position <= covering.Total)
                return DateTimeOffset.FromUnixTimeMilliseconds(covering.InstantOf(position));
    }

    /// <summary>Whether an instant is working time. Opening is, closing is not.</summary>
    public bool IsOpen(DateTimeOffset instant) => Covering(Ms(instant), Ms(instant)).IsOpen(Ms(instant));

    /// <summary>The stretches of working time between two instants, in order.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Segments(DateTimeOffset start, DateTimeOffset end)
    {
        if (end <= start)
            yield break;
        foreach (var (open, close) in Covering(Ms(start), Ms(end)).Between(Ms(start), Ms(end)))
            yield return (DateTimeOffset.FromUnixTimeMilliseconds(open), DateTimeOffset.FromUnixTimeMilliseconds(close));
    }

    /// <summary>The date on the calendar's wall clock.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => days.DateOf(instant);

    private static long Ms(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    private WorkingTable Covering(long from, long to)
    {
        var known = table;
        return known is not null && known.From <= from && to < known.To ? known : Grow(YearOf(from), YearOf(to) + 1);
    }

    private WorkingTable Grow(int first, int last)
    {
        lock (growing)
        {
            if (table is { } known)
            {
                if (known.FirstYear <= first && last <= known.LastYear)
                    return known;
                (first, last) = (Math.Min(first, known.FirstYear), Math.Max(last, known.LastYear));
            }
            ArgumentOutOfRangeException.ThrowIfLessThan(first, FirstYear);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(last, LastYear);
            return table = new(first, last, days.Intervals(first, last));
        }
    }

    private static int YearOf(long instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant).Year;
}
