using System.Globalization;

namespace Dispatch.Sla;

/// <summary>What is wrong with a calendar, each fault with its JSON path.</summary>
public static class CalendarValidation
{
    private const int MinutesOfDay = 24 * 60;
    private const int MinutesOfWeek = 7 * MinutesOfDay;

    /// <summary>Every fault; none when the calendar may be published.</summary>
    public static IReadOnlyList<Rejection> Validate(CalendarDefinition calendar) =>
    [
        .. Zone(calendar), .. Day(calendar), .. Hours(calendar), .. Overlaps(OfWeek(calendar), MinutesOfWeek),
        .. Dates(calendar.Holidays.Select(holiday => holiday.Date), "$.holidays"),
        .. Dates(calendar.Exceptions.Select(exception => exception.Date), "$.exceptions"),
        .. calendar.Exceptions.SelectMany((exception, i) => Overlaps(OfDate(exception, i), MinutesOfDay * 2)),
    ];

    private static IEnumerable<Rejection> Zone(CalendarDefinition calendar)
    {
        if (!WorkingCalendar.IsZone(calendar.TimeZone))
            yield return Rejection.Of(RejectionCode.TimeZoneUnknown, ("timeZone", calendar.TimeZone)).At("$.timeZone");
    }

    private static IEnumerable<Rejection> Day(CalendarDefinition calendar)
    {
        if (calendar.HoursPerDay is { } hours && !(hours > 0 && hours <= 24))
            yield return Rejection.Of(RejectionCode.HoursPerDayOutOfRange, ("hours", hours)).At("$.hoursPerDay");
    }

    private static IEnumerable<Rejection> Hours(CalendarDefinition calendar)
    {
        if (calendar.Week.Count is 0)
            yield return Rejection.Of(RejectionCode.CalendarEmpty).At("$.week");
        foreach (var (i, hours) in calendar.Week.Index())
        {
            if (hours.Days.Count is 0)
                yield return Rejection.Of(RejectionCode.HoursEmpty).At(JsonPath.Item("$.week", i) + ".days");
            if (hours.Windows.Count is 0)
                yield return Rejection.Of(RejectionCode.HoursEmpty).At(JsonPath.Item("$.week", i) + ".windows");
        }
    }

    private static IEnumerable<Rejection> Dates(IEnumerable<DateOnly> dates, string path)
    {
        var seen = new HashSet<DateOnly>();
        var (earliest, latest) = (DateOnly.FromDateTime(WorkingCalendar.Earliest.Date), DateOnly.FromDateTime(WorkingCalendar.Latest.Date));
        foreach (var (i, date) in dates.Index())
        {
            if (date < earliest || date >= latest)
                yield return Rejection.Of(RejectionCode.DateOutOfRange, ("earliest", Text(earliest)), ("latest", Text(latest))).At(JsonPath.Item(path, i) + ".date");
            if (!seen.Add(date))
                yield return Rejection.Of(RejectionCode.DateDuplicate, ("date", Text(date))).At(JsonPath.Item(path, i) + ".date");
        }
    }

    private static IEnumerable<Span> OfWeek(CalendarDefinition calendar) =>
        from hours in calendar.Week.Index()
        from day in hours.Item.Days
        from window in hours.Item.Windows.Index()
        let start = (int)day * MinutesOfDay + MinuteOf(window.Item.From)
        select new Span(start, start + (int)window.Item.Length.TotalMinutes, JsonPath.Item(JsonPath.Item("$.week", hours.Index) + ".windows", window.Index));

    private static IEnumerable<Span> OfDate(DatedException exception, int index) =>
        from window in exception.Windows.Index()
        let start = MinuteOf(window.Item.From)
        select new Span(start, start + (int)window.Item.Length.TotalMinutes, JsonPath.Item(JsonPath.Item("$.exceptions", index) + ".windows", window.Index));

    /// <summary>Neighbours that overlap, the last and the first on the circle included.</summary>
    private static IEnumerable<Rejection> Overlaps(IEnumerable<Span> spans, int circle)
    {
        var sorted = spans.OrderBy(span => span.Start).ToList();
        for (var i = 0; i < sorted.Count && sorted.Count > 1; i++)
        {
            var (span, next) = (sorted[i], sorted[(i + 1) % sorted.Count]);
            if (span.End > (i + 1 < sorted.Count ? next.Start : next.Start + circle))
                yield return Rejection.Of(RejectionCode.WindowsOverlap, ("other", span.Path)).At(next.Path);
        }
    }

    private static int MinuteOf(TimeOnly time) => time.Hour * 60 + time.Minute;

    private static string Text(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    private readonly record struct Span(int Start, int End, string Path);
}
