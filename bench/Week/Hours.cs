using Dispatch.Planning;

namespace Dispatch.Bench.Week;

/// <summary>How a day really goes within the hours that its terms allow.</summary>
internal static class Hours
{
    /// <summary>The latest instant to set out at; as soon as he works where that is too late.</summary>
    public static DateTimeOffset LatestDeparture(this DayTerms terms, DateTimeOffset start, TimeSpan way)
    {
        foreach (var hours in terms.Shift.Reverse().Where(hours => hours.From <= start))
        {
            var end = Instants.Earlier(hours.Until, start);
            if (way <= end - hours.From)
                return end - way;
            way -= end - hours.From;
        }
        return terms.Shift is [var first, ..] ? first.From : start;
    }

    /// <summary>When work begins for somebody who is there: what no longer fits before a break waits until it is over. Null where the shift is.</summary>
    public static DateTimeOffset? Begins(this DayTerms terms, DateTimeOffset there, TimeSpan planned)
    {
        foreach (var hours in terms.Shift)
            if (Instants.Later(hours.From, there) is var begins && begins + planned <= hours.Until)
                return begins;
        return null;
    }
}
