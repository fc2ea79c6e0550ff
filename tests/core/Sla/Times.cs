using System.Globalization;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Literal instants.</summary>
internal static class Times
{
    /// <summary>A wall-clock time in China, such as <c>2026-03-02 09:00</c>.</summary>
    public static DateTimeOffset China(string local) => At(local + "+08:00");

    /// <summary>An instant with its offset, such as <c>2026-03-29 01:30+01:00</c>.</summary>
    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).Truncate();

    public static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
