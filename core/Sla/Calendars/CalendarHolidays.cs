namespace Dispatch.Sla;

/// <summary>Brings announced holidays into calendars and notices when they are missing.</summary>
public static class CalendarHolidays
{
    /// <summary>The calendar with a year's days off as holidays and its make-up workdays as exceptions; a year not yet announced changes nothing.</summary>
    /// <param name="calendar">The calendar. What it already says about a date stays.</param>
    /// <param name="year">The announced year.</param>
    /// <param name="makeUpWindows">Windows of a make-up workday; by default those of Monday, the day whose hours it makes up.</param>
    public static CalendarDefinition With(this CalendarDefinition calendar, HolidayYear year, IReadOnlyList<DailyWindow>? makeUpWindows = null)
    {
        if (!year.IsAnnounced)
            return calendar;
        var windows = makeUpWindows ?? [.. from hours in calendar.Week where hours.Days.Contains(DayOfWeek.Monday) from window in hours.Windows select window];
        var known = calendar.Holidays.Select(holiday => holiday.Date).Concat(calendar.Exceptions.Select(exception => exception.Date)).ToHashSet();
        var days = year.Days.Where(day => known.Add(day.Date)).ToList();
        return calendar with
        {
            Holidays = [.. calendar.Holidays.Concat(from day in days where day.IsOffDay select new Holiday(day.Date, day.Name)).OrderBy(holiday => holiday.Date)],
            Exceptions = [.. calendar.Exceptions.Concat(from day in days where !day.IsOffDay select new DatedException(day.Date, windows, day.Name)).OrderBy(exception => exception.Date)],
            HolidayYears = [.. (calendar.HolidayYears ?? []).Append(year.Year).Distinct().Order()],
        };
    }

    /// <summary>The calendar with more days off. What it already says about a date stays.</summary>
    public static CalendarDefinition With(this CalendarDefinition calendar, IReadOnlyList<Holiday> days)
    {
        var known = calendar.Holidays.Select(holiday => holiday.Date).Concat(calendar.Exceptions.Select(exception => exception.Date)).ToHashSet();
        return calendar with { Holidays = [.. calendar.Holidays.Concat(days.Where(day => known.Add(day.Date))).OrderBy(holiday => holiday.Date)] };
    }

    /// <summary>Years between two dates, both included, whose holidays the calendar should know and does not.</summary>
    public static IReadOnlyList<HolidaysMissing> MissingHolidays(this CalendarDefinition calendar, DateOnly from, DateOnly to)
    {
        if (calendar.HolidayYears is not { } known)
            return [];
        var years = Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year + 1));
        return [.. years.Where(year => !known.Contains(year)).Select(year => new HolidaysMissing(calendar.Id, year))];
    }

    /// <inheritdoc cref="MissingHolidays(CalendarDefinition, DateOnly, DateOnly)" />
    public static IReadOnlyList<HolidaysMissing> MissingHolidays(this WorkingCalendar calendar, DateOnly from, DateOnly to) =>
        [.. calendar.Definitions.SelectMany(definition => definition.MissingHolidays(from, to))];

    /// <summary>What to tell the manager on a date: this year's holidays are missing, or next year's although it is December.</summary>
    /// <remarks>China announces the next year in November.</remarks>
    public static IReadOnlyList<HolidaysMissing> HolidayWarnings(this CalendarDefinition calendar, DateOnly today) =>
        calendar.MissingHolidays(today, today.AddMonths(1));
}

/// <summary>A warning, not an error: deadlines in that year are reckoned as if it had no holidays.</summary>
public sealed record HolidaysMissing(string Calendar, int Year);
