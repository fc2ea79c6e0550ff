namespace Dispatch.Sla;

/// <summary>Working days as days: finds one, and says how much time is counted until a clock time on it.</summary>
internal static class WorkingDates
{
    /// <summary>The working date so many after a date; the date itself for none.</summary>
    public static DateOnly After(WorkingCalendar calendar, DateOnly date, int count)
    {
        while (count > 0)
            if (calendar.IsWorkingDate(date = Next(date)))
                count--;
        return date;
    }

    /// <summary>The first working date that is not before a date.</summary>
    public static DateOnly OnOrAfter(WorkingCalendar calendar, DateOnly date)
    {
        while (!calendar.IsWorkingDate(date))
            date = Next(date);
        return date;
    }

    /// <summary>The time counted until the same clock time on another date.</summary>
    /// <param name="calendar">Calendar that counts.</param>
    /// <param name="start">Outside working hours the clock time meant is that of the next opening.</param>
    /// <param name="target">The date meant, given the date on which counting begins.</param>
    public static Allowance Later(WorkingCalendar calendar, DateTimeOffset start, Func<DateOnly, DateOnly> target)
    {
        var begins = calendar.IsOpen(start) ? start : calendar.Opening(start, TimeSpan.Zero);
        var date = calendar.DateWorkedAt(begins);
        var clock = calendar.LocalOf(begins) - date.ToDateTime(TimeOnly.MinValue);
        return Until(calendar, start, calendar.InstantOf(target(date).ToDateTime(TimeOnly.MinValue) + clock));
    }

    /// <summary>The time counted until an instant, which is due at its clock time where it is working time, at the opening after it in a break, and at the closing after hours.</summary>
    public static Allowance Until(WorkingCalendar calendar, DateTimeOffset start, DateTimeOffset due)
    {
        var length = calendar.Between(start, due);
        var opening = calendar.Opening(start, length);
        // After the day's last closing the next opening belongs to another day: the promise ends with the day that is meant.
        return new(length, calendar.Due(start, length) != due && calendar.DateWorkedAt(opening) == calendar.DateWorkedAt(due));
    }

    private static DateOnly Next(DateOnly date) => date < DateOnly.FromDateTime(WorkingCalendar.Latest.UtcDateTime)
        ? date.AddDays(1)
        : throw new ArgumentOutOfRangeException(nameof(date), "The calendar has no such working day.");
}
