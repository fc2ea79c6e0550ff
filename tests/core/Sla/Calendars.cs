using Dispatch.Sla;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Calendars that tests share.</summary>
internal static class Calendars
{
    public static readonly DayOfWeek[] Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Mon–Fri 09:00–12:00 and 13:30–18:00 in Shanghai with the Chinese holidays of 2025 and 2026.</summary>
    public static WorkingCalendar Office { get; } = new(ShippedSla.Calendars.Single(calendar => calendar.Id == "cn-office"));

    public static DailyWindow Window(string from, string to) =>
        new(TimeOnly.ParseExact(from, "HH:mm"), to is "24:00" ? TimeOnly.MinValue : TimeOnly.ParseExact(to, "HH:mm"));

    public static CalendarDefinition Define(string zone, DayOfWeek[] days, params DailyWindow[] windows) =>
        new("test", new("测试", "Test"), zone, [new(days, windows)]);

    public static WorkingCalendar Daily(string zone, string from, string to) => new(Define(zone, Enum.GetValues<DayOfWeek>(), Window(from, to)));
}
