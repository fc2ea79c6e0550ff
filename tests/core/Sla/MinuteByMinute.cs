using Dispatch.Sla;

namespace Dispatch.Tests.Core.Sla;

/// <summary>An oracle that knows nothing of intervals: it looks at the wall clock every minute, and every millisecond in the last one and where a pause begins or ends.</summary>
internal static class MinuteByMinute
{
    private const int Horizon = 14 * 24 * 60;
    private const long Quarter = 15 * 60_000;
    private const long Day = 24 * 60 * 60_000;

    /// <summary>The due instant; or, when the budget is not used up within two weeks, false and the instant reached.</summary>
    public static (bool Counted, DateTimeOffset At) Due(CalendarScenario scenario)
    {
        var clock = new WallClock(scenario.Calendar.Definitions[0]);
        (long From, long To)[] pauses = [.. scenario.Pauses.Select(pause => (pause.From.ToUnixTimeMilliseconds(), pause.To!.Value.ToUnixTimeMilliseconds()))];
        var left = (long)scenario.Budget.TotalMilliseconds;
        var start = scenario.Start.ToUnixTimeMilliseconds();
        var minute = start - start % 60_000;
        for (var i = 0; i < Horizon; i++, minute += 60_000)
        {
            if (!clock.IsOpen(minute))
                continue;
            var from = Math.Max(start, minute);
            var counted = Counted(pauses, from, minute + 60_000);
            if (counted < left)
            {
                left -= counted;
                continue;
            }
            for (var at = from; ; at++)
                if (!IsPaused(pauses, at) && --left is 0)
                    return (true, DateTimeOffset.FromUnixTimeMilliseconds(at + 1));
        }
        return (false, DateTimeOffset.FromUnixTimeMilliseconds(minute));
    }

    private static long Counted((long From, long To)[] pauses, long from, long to)
    {
        foreach (var pause in pauses)
            if ((from < pause.From && pause.From < to) || (from < pause.To && pause.To < to))
                return EveryMillisecond(pauses, from, to);
        return IsPaused(pauses, from) ? 0 : to - from;
    }

    private static long EveryMillisecond((long From, long To)[] pauses, long from, long to)
    {
        var counted = 0L;
        for (var at = from; at < to; at++)
            counted += IsPaused(pauses, at) ? 0 : 1;
        return counted;
    }

    private static bool IsPaused((long From, long To)[] pauses, long at)
    {
        foreach (var pause in pauses)
            if (pause.From <= at && at < pause.To)
                return true;
        return false;
    }

    /// <summary>What the wall clock of a calendar's zone says, minute after minute.</summary>
    private sealed class WallClock(CalendarDefinition calendar)
    {
        private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);
        private readonly List<(long From, long To)> windows = [];
        private long quarter = -1, offset, today = -1;

        /// <summary>Whether a minute is working time.</summary>
        public bool IsOpen(long minute)
        {
            // Zones change at full quarters of an hour.
            if (minute / Quarter != quarter)
                (quarter, offset) = (minute / Quarter, (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(minute)).TotalMilliseconds);
            var local = minute + offset;
            if (local / Day != today)
                Turn(local / Day);
            foreach (var (from, to) in windows)
                if (from <= local && local < to)
                    return true;
            return false;
        }

        /// <summary>A day may also work what its eve began.</summary>
        private void Turn(long date)
        {
            today = date;
            windows.Clear();
            for (var day = date - 1; day <= date; day++)
                foreach (var window in On(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day))))
                {
                    var (from, to) = ((long)window.From.ToTimeSpan().TotalMilliseconds, (long)window.To.ToTimeSpan().TotalMilliseconds);
                    windows.Add((day * Day + from, (to <= from ? day + 1 : day) * Day + to));
                }
        }

        private IEnumerable<DailyWindow> On(DateOnly date)
        {
            if (calendar.Exceptions.FirstOrDefault(exception => exception.Date == date) is { } exception)
                return exception.Windows;
            return calendar.Holidays.Any(holiday => holiday.Date == date)
                ? []
                : calendar.Week.Where(hours => hours.Days.Contains(date.DayOfWeek)).SelectMany(hours => hours.Windows);
        }
    }
}
