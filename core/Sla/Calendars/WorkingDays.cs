namespace Dispatch.Sla;

/// <summary>Lays a calendar's windows out over whole years.</summary>
internal sealed class WorkingDays : IWorkingHours
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    private readonly DailyWindow[][] week;
    private readonly Dictionary<DateOnly, IReadOnlyList<DailyWindow>> dated = [];

    /// <param name="timeZone">IANA zone whose wall clock the windows follow instead of the definition's; null keeps that one.</param>
    public WorkingDays(CalendarDefinition definition, string? timeZone = null)
    {
        Zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone ?? definition.TimeZone);
        week = [.. from day in Enum.GetValues<DayOfWeek>()
                   select (from hours in definition.Week where hours.Days.Contains(day) from window in hours.Windows select window).ToArray()];
        foreach (var holiday in definition.Holidays)
            dated[holiday.Date] = [];
        foreach (var exception in definition.Exceptions)
            dated[exception.Date] = exception.Windows;
    }

    public TimeZoneInfo Zone { get; }

    public bool IsWorkingDate(DateOnly date) => On(date).Count > 0;

    public DateOnly DateWorkedAt(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
        var (date, before) = (DateOnly.FromDateTime(local), DateOnly.FromDateTime(local).AddDays(-1));
        return On(before).Any(window => before.ToDateTime(window.From) + window.Length > local) ? before : date;
    }

    /// <summary>Windows that open on a date.</summary>
    private IReadOnlyList<DailyWindow> On(DateOnly date) => dated.GetValueOrDefault(date) ?? week[(int)date.DayOfWeek];

    public List<(long Open, long Close)> Intervals(int firstYear, int lastYear)
    {
        var (from, to) = (WorkingTable.StartOf(firstYear), WorkingTable.StartOf(lastYear + 1));
        var periods = new ZonePeriods(Zone, from, to);
        var found = new List<(long Open, long Close)>();
        // A window that opens two days outside can still reach in: a day of length, a day of offset.
        for (var date = new DateOnly(firstYear, 1, 1).AddDays(-2); date <= new DateOnly(lastYear, 12, 31).AddDays(2); date = date.AddDays(1))
            foreach (var window in On(date))
            {
                var opens = (date.DayNumber - Epoch) * 86_400_000L + (long)window.From.ToTimeSpan().TotalMilliseconds;
                periods.AddInstants(opens, opens + (long)window.Length.TotalMilliseconds, found);
            }
        return Joined(found);
    }

    private static List<(long Open, long Close)> Joined(List<(long Open, long Close)> intervals)
    {
        intervals.Sort();
        var joined = new List<(long Open, long Close)>(intervals.Count);
        foreach (var (open, close) in intervals)
            if (joined.Count > 0 && open <= joined[^1].Close)
                joined[^1] = (joined[^1].Open, Math.Max(joined[^1].Close, close));
            else
                joined.Add((open, close));
        return joined;
    }
}
