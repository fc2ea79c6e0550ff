namespace Dispatch.Sla;

/// <summary>The time that is working time in each of several calendars, such as the customer's hours and the engineer's. Dates and wall clock are those of the first.</summary>
internal sealed class SharedHours(IReadOnlyList<IWorkingHours> parts) : IWorkingHours
{
    public TimeZoneInfo Zone => parts[0].Zone;

    public List<(long Open, long Close)> Intervals(int firstYear, int lastYear) =>
        parts.Skip(1).Aggregate(parts[0].Intervals(firstYear, lastYear), (shared, part) => Common(shared, part.Intervals(firstYear, lastYear)));

    public bool IsWorkingDate(DateOnly date) => parts.All(part => part.IsWorkingDate(date));

    public DateOnly DateWorkedAt(DateTimeOffset instant) => parts[0].DateWorkedAt(instant);

    private static List<(long Open, long Close)> Common(List<(long Open, long Close)> some, List<(long Open, long Close)> others)
    {
        var common = new List<(long Open, long Close)>();
        for (var (i, j) = (0, 0); i < some.Count && j < others.Count;)
        {
            var (open, close) = (Math.Max(some[i].Open, others[j].Open), Math.Min(some[i].Close, others[j].Close));
            if (open < close)
                common.Add((open, close));
            if (some[i].Close < others[j].Close)
                i++;
            else
                j++;
        }
        return common;
    }
}
