using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Dispatch.Sla;

namespace Dispatch.Api.Calendars;

/// <summary>Days off in an iCalendar text (RFC 5545): its all-day events, those that repeat included.</summary>
internal static class HolidayFile
{
    /// <summary>Most days that one text may give.</summary>
    public const int MostDays = 2_000;

    /// <summary>The days in order, each once; null when the text is no iCalendar. Events at a time of day are left out.</summary>
    /// <param name="from">First day wanted: events may repeat for ever.</param>
    /// <param name="to">First day no longer wanted.</param>
    public static IReadOnlyList<Holiday>? Read(string text, DateOnly from, DateOnly to)
    {
        try
        {
            return Ical.Net.Calendar.Load(text) is not { } calendar ? null
                : [.. calendar.Events.Where(each => each.IsAllDay).SelectMany(each => Days(each, from, to)).Take(MostDays + 1).DistinctBy(day => day.Date).OrderBy(day => day.Date)];
        }
        // The reader tells of broken text by exceptions of many kinds.
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static IEnumerable<Holiday> Days(CalendarEvent repeated, DateOnly from, DateOnly to)
    {
        var name = repeated.Summary is { Length: > 0 } summary ? summary[..Math.Min(summary.Length, 100)] : null;
        foreach (var occurrence in repeated.GetOccurrences(new CalDateTime(from.AddDays(-30))))
        {
            var first = occurrence.Period.StartTime.Date;
            if (first >= to)
                yield break;
            var end = occurrence.Period.EffectiveEndTime?.Date ?? first.AddDays(1);
            for (var day = first; day < end && day < to; day = day.AddDays(1))
                if (day >= from)
                    yield return new(day, name);
        }
    }
}
