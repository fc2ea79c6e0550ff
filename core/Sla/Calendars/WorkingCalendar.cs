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

    private readonly IWorkingHours hours;
    private readonly Lock growing = new();
    private volatile WorkingTable? table;

    /// <summary>Compiles a definition that <see cref="CalendarValidation"/> accepts.</summary>
    /// <param name="definition">When work is done.</param>
    /// <param name="timeZone">IANA zone whose wall clock the windows follow instead of the definition's; null keeps that one.</param>
    /// <exception cref="TimeZoneNotFoundException">The zone is unknown.</exception>
    public WorkingCalendar(CalendarDefinition definition, string? timeZone = null)
        : this([definition], new WorkingDays(definition, timeZone))
    {
    }

    private WorkingCalendar(IReadOnlyList<CalendarDefinition> definitions, IWorkingHours hours)
    {
        (Definitions, this.hours) = (definitions, hours);
        LongestBudget = 5 * 52 * definitions.Min(definition => definition.LengthOfWeek);
        LengthOfDay = definitions.Min(definition => definition.LengthOfDay);
    }

    /// <summary>The calendar in which all time counts: budgets in elapsed time.</summary>
    public static WorkingCalendar AroundTheClock { get; } = new(Always);

    /// <summary>First instant that calendars answer for.</summary>
    public static DateTimeOffset Earliest { get; } = DateTimeOffset.FromUnixTimeMilliseconds(WorkingTable.StartOf(FirstYear));

    /// <summary>First instant that calendars no longer answer for.</summary>
    public static DateTimeOffset Latest { get; } = DateTimeOffset.FromUnixTimeMilliseconds(WorkingTable.StartOf(LastYear + 1));

    /// <summary>What it was compiled from: one calendar, or those whose common time it counts.</summary>
    public IReadOnlyList<CalendarDefinition> Definitions { get; }

    /// <summary>How many hours a working day stands for where a budget counts days as a length.</summary>
    public TimeSpan LengthOfDay { get; }

    /// <summary>Longest budget that policies may give: five years of the ordinary week.</summary>
    public TimeSpan LongestBudget { get; }

    /// <summary>The calendar that counts what is working time in each of several; dates and wall clock are those of the first.</summary>
    /// <param name="calendars">At least one.</param>
    public static WorkingCalendar Shared(IReadOnlyList<WorkingCalendar> calendars) => calendars is [var only]
        ? only
        : new([.. calendars.SelectMany(calendar => calendar.Definitions)], new SharedHours([.. calendars.Select(calendar => calendar.hours)]));

    /// <summary>The same windows on the wall clock of another zone.</summary>
    /// <exception cref="InvalidOperationException">This is the common time of several calendars.</exception>
    /// <exception cref="TimeZoneNotFoundException">The zone is unknown.</exception>
    public WorkingCalendar In(string timeZone) => Definitions is [var definition]
        ? new(definition, timeZone)
        : throw new InvalidOperationException("A zone is set before calendars are combined.");

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

    /// <summary>The latest instant with no more than the budget of working time between it and the start: where <see cref="Due"/> is a closing, the next opening.</summary>
    /// <inheritdoc cref="Due" />
    public DateTimeOffset Opening(DateTimeOffset start, TimeSpan budget)
    {
        var (from, length) = (Ms(start), (long)budget.TotalMilliseconds);
        for (var covering = Covering(from, from); ; covering = Grow(covering.FirstYear, covering.LastYear + 1))
            if (covering.PositionOf(from) + length is var position && position < covering.Total)
                return DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(from, covering.OpeningOf(position)));
    }

    /// <summary>The latest instant with the whole length of working time between it and the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end or the answer lies outside <see cref="Earliest"/> to <see cref="Latest"/>.</exception>
    public DateTimeOffset Before(DateTimeOffset end, TimeSpan length)
    {
        if (length <= TimeSpan.Zero)
            return end;
        var (to, needed) = (Ms(end), (long)length.TotalMilliseconds);
        for (var covering = Covering(to, to); ; covering = Grow(covering.FirstYear - 1, covering.LastYear))
            if (covering.PositionOf(to) - needed is >= 0 and var position)
                return DateTimeOffset.FromUnixTimeMilliseconds(covering.OpeningOf(position));
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
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, hours.Zone).DateTime);

    /// <summary>The working date that an instant belongs to: a night shift belongs to the date on which it opened.</summary>
    public DateOnly DateWorkedAt(DateTimeOffset instant) => hours.DateWorkedAt(instant);

    /// <summary>Whether work is done on a date.</summary>
    public bool IsWorkingDate(DateOnly date) => hours.IsWorkingDate(date);

    /// <summary>The instant of a wall-clock time. A time that the clock skips stands for the first instant after the gap, one that it repeats for the first of both.</summary>
    public DateTimeOffset InstantOf(DateTime local)
    {
        if (hours.Zone.IsInvalidTime(local))
            local = FirstValidAfter(local);
        var offset = hours.Zone.IsAmbiguousTime(local) ? hours.Zone.GetAmbiguousTimeOffsets(local).Max() : hours.Zone.GetUtcOffset(local);
        return new(local, offset);
    }

    /// <summary>The wall clock at an instant.</summary>
    public DateTime LocalOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, hours.Zone).DateTime;

    /// <summary>Whether a text names an IANA time zone that this machine knows.</summary>
    public static bool IsZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) && known.HasIanaId;

    /// <summary>Whether an instant that somebody asks about lies too far away for an answer.</summary>
    /// <remarks>Half a century is left for the answer: budgets end after five years, holidays and pauses may put them off.</remarks>
    internal static bool IsOutside(DateTimeOffset instant) => instant < Earliest || instant >= Latest.AddYears(-50);

    /// <summary>Refuses such an instant.</summary>
    internal static Rejection OutOfRange(string path) => Rejection.Of(RejectionCode.DateOutOfRange,
        ("earliest", Earliest.ToString("O")), ("latest", Latest.AddYears(-50).ToString("O"))).At(path);

    private DateTime FirstValidAfter(DateTime local)
    {
        // Zones change at whole minutes of the wall clock, and by a day at most.
        var at = new DateTime(local.Ticks - local.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Unspecified);
        while (hours.Zone.IsInvalidTime(at))
            at = at.AddMinutes(1);
        return at;
    }

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
            return table = new(first, last, hours.Intervals(first, last));
        }
    }

    private static int YearOf(long instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant).Year;
}
