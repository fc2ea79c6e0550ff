using Dispatch.Sla;

namespace Dispatch.Tests.Core.Sla;

/// <summary>An oracle that knows nothing of intervals: it looks at the wall clock every minute, and every millisecond in the last one.</summary>
internal static class MinuteByMinute
{
    private const int Horizon = 14 * 24 * 60;

    /// <summary>The due instant; or, when the budget is not used up within two weeks, false and the instant reached.</summary>
    public static (bool Counted, DateTimeOffset At) Due(CalendarScenario scenario)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(scenario.Calendar.Definition.TimeZone);
        var left = (long)scenario.Budget.TotalMilliseconds;
        var start = scenario.Start.ToUnixTimeMilliseconds();
        var minute = start - start % 60_000;
        for (var i = 0; i < Horizon; i++, minute += 60_000)
        {
            if (!IsOpen(scenario.Calendar.Definition, TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(minute), zone).DateTime))
                continue;
            var from = Math.Max(start, minute);
            var counted = Counted(scenario, from, minute + 60_000);
            if (counted < left)
            {
                left -= counted;
                continue;
            }
            for (var at = from; ; at++)
                if (!IsPaused(scenario, at) && --left is 0)
                    return (true, DateTimeOffset.FromUnixTimeMilliseconds(at + 1));
        }
        return (false, DateTimeOffset.FromUnixTimeMilliseconds(minute));
    }

    private static bool IsOpen(CalendarDefinition calendar, DateTime local) =>
        IsOpen(calendar, DateOnly.FromDateTime(local), local) || IsOpen(calendar, DateOnly.FromDateTime(local).AddDays(-1), local);

    private static bool IsOpen(CalendarDefinition calendar, DateOnly date, DateTime local)
    {
        foreach (var window in Windows(calendar, date))
            if (date.ToDateTime(window.From) <= local && local < (window.To <= window.From ? date.AddDays(1) : date).ToDateTime(window.To))
                return true;
        return false;
    }

    private static IEnumerable<DailyWindow> Windows(CalendarDefinition calendar, DateOnly date)
    {
        if (calendar.Exceptions.FirstOrDefault(exception => exception.Date == date) is { } exception)
            return exception.Windows;
        return calendar.Holidays.Any(holiday => holiday.Date == date)
            ? []
            : calendar.Week.Where(hours => hours.Days.Contains(date.DayOfWeek)).SelectMany(hours => hours.Windows);
    }

    private static long Counted(CalendarScenario scenario, long from, long to)
    {
        var changes = scenario.Pauses.SelectMany(pause => new[] { pause.From, pause.To!.Value }).Any(at => from < at.ToUnixTimeMilliseconds() && at.ToUnixTimeMilliseconds() < to);
        if (changes)
            return Enumerable.Range(0, (int)(to - from)).Count(ms => !IsPaused(scenario, from + ms));
        return IsPaused(scenario, from) ? 0 : to - from;
    }

    private static bool IsPaused(CalendarScenario scenario, long at) =>
        scenario.Pauses.Any(pause => pause.From.ToUnixTimeMilliseconds() <= at && at < pause.To!.Value.ToUnixTimeMilliseconds());
}
