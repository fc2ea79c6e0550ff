namespace Dispatch.Sla;

/// <summary>All working time of some whole years as sorted intervals with a prefix sum; instants and lengths are milliseconds.</summary>
/// <remarks>Every question is one or two binary searches: O(log days), whatever the length of the budget.</remarks>
internal sealed class WorkingTable
{
    private readonly long[] opens;
    private readonly long[] closes;
    private readonly long[] before;

    /// <param name="firstYear">First UTC year covered.</param>
    /// <param name="lastYear">Last UTC year covered.</param>
    /// <param name="intervals">Working time inside those years: sorted, apart from each other, none empty.</param>
    public WorkingTable(int firstYear, int lastYear, IReadOnlyList<(long Open, long Close)> intervals)
    {
        (FirstYear, LastYear, From, To) = (firstYear, lastYear, StartOf(firstYear), StartOf(lastYear + 1));
        (opens, closes, before) = (new long[intervals.Count], new long[intervals.Count], new long[intervals.Count]);
        for (var i = 0; i < intervals.Count; i++)
        {
            (opens[i], closes[i], before[i]) = (intervals[i].Open, intervals[i].Close, Total);
            Total += closes[i] - opens[i];
        }
    }

    public int FirstYear { get; }

    public int LastYear { get; }

    /// <summary>First instant covered.</summary>
    public long From { get; }

    /// <summary>First instant no longer covered.</summary>
    public long To { get; }

    /// <summary>All working time covered.</summary>
    public long Total { get; }

    /// <summary>The first instant of a UTC year.</summary>
    public static long StartOf(int year) => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>Working time between <see cref="From"/> and an instant.</summary>
    public long PositionOf(long instant)
    {
        var i = LastAtOrBelow(opens, instant);
        return i < 0 ? 0 : before[i] + Math.Min(instant, closes[i]) - opens[i];
    }

    /// <summary>The earliest instant that has so much working time behind it. A length that fills an interval ends at its closing.</summary>
    /// <param name="position">More than 0, at most <see cref="Total"/>.</param>
    public long InstantOf(long position)
    {
        var i = LastAtOrBelow(before, position - 1);
        return opens[i] + position - before[i];
    }

    /// <summary>The latest instant that has only so much working time behind it. A length that fills an interval ends at the next opening.</summary>
    /// <param name="position">At least 0, less than <see cref="Total"/>.</param>
    public long OpeningOf(long position)
    {
        var i = LastAtOrBelow(before, position);
        return opens[i] + position - before[i];
    }

    /// <summary>Whether an instant is working time.</summary>
    public bool IsOpen(long instant) => LastAtOrBelow(opens, instant) is >= 0 and var i && instant < closes[i];

    /// <summary>The intervals between two instants, cut to them.</summary>
    public IEnumerable<(long Open, long Close)> Between(long from, long to)
    {
        for (var i = Math.Max(0, LastAtOrBelow(opens, from)); i < opens.Length && opens[i] < to; i++)
            if (closes[i] > from)
                yield return (Math.Max(opens[i], from), Math.Min(closes[i], to));
    }

    private static int LastAtOrBelow(long[] sorted, long value)
    {
        var found = Array.BinarySearch(sorted, value);
        return found >= 0 ? found : ~found - 1;
    }
}
