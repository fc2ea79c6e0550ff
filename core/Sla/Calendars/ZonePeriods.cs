namespace Dispatch.Sla;

/// <summary>The stretches of time during which one zone keeps one offset from UTC.</summary>
internal sealed class ZonePeriods
{
    private const long Step = 12 * 60 * 60 * 1000L;
    private readonly List<Period> periods = [];

    /// <summary>Finds the zone's offset changes between two instants, in Unix milliseconds.</summary>
    public ZonePeriods(TimeZoneInfo zone, long from, long to)
    {
        var (opened, offset) = (from, OffsetAt(zone, from));
        for (var at = from; at < to; at += Step)
        {
            var next = Math.Min(at + Step, to);
            if (OffsetAt(zone, next) == offset)
                continue;
            var change = ChangeBetween(zone, at, next);
            periods.Add(new(opened, change, offset));
            (opened, offset) = (change, OffsetAt(zone, next));
        }
        periods.Add(new(opened, to, offset));
    }

    /// <summary>Adds every instant whose wall clock lies in a span of local time, as intervals in Unix milliseconds.</summary>
    /// <remarks>This is the rule for daylight saving: an instant counts when the wall clock says so. What a gap skips does not exist,
    /// and what an overlap repeats counts each time.</remarks>
    /// <param name="from">Start on the wall clock, as milliseconds since 1970-01-01 00:00 on that clock.</param>
    /// <param name="to">End on the wall clock, exclusive.</param>
    /// <param name="into">Receives the intervals.</param>
    public void AddInstants(long from, long to, List<(long Open, long Close)> into)
    {
        foreach (var period in periods)
        {
            var open = Math.Max(from - period.Offset, period.From);
            var close = Math.Min(to - period.Offset, period.To);
            if (open < close)
                into.Add((open, close));
        }
    }

    private static long ChangeBetween(TimeZoneInfo zone, long low, long high)
    {
        // Zones change at whole seconds.
        var (before, from, to) = (OffsetAt(zone, low), low / 1000, high / 1000);
        while (to - from > 1)
        {
            var middle = (from + to) / 2;
            if (OffsetAt(zone, middle * 1000) == before)
                from = middle;
            else
                to = middle;
        }
        return to * 1000;
    }

    private static long OffsetAt(TimeZoneInfo zone, long instant) =>
        (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(instant)).TotalMilliseconds;

    private readonly record struct Period(long From, long To, long Offset);
}
