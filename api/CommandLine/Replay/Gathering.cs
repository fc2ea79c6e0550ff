namespace Dispatch.Api.CommandLine.Replay;

/// <summary>
/// Lays weeks over each other: the requests of so many weeks come in during one, each on its weekday and at its time of
/// day. A sample that holds one request in a hundred becomes as dense as the city's own days that way.
/// </summary>
/// <param name="weeks">Weeks that become one; 1 leaves every instant as it is.</param>
/// <param name="zone">Zone of the wall clock whose weekdays and times of day are kept.</param>
public sealed class Gathering(int weeks, TimeZoneInfo zone)
{
    /// <summary>When requests come in that came in at these instants, in the same order.</summary>
    public IReadOnlyList<DateTimeOffset> Of(IReadOnlyList<DateTimeOffset> instants)
    {
        if (weeks is 1 || instants.Count is 0)
            return instants;
        var first = WeekOf(Local(instants.Min()));
        return [.. instants.Select(instant =>
        {
            var local = Local(instant);
            var week = (WeekOf(local) - first).Days / 7;
            return ToInstant(local.AddDays((week / weeks - week) * 7));
        })];
    }

    private DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>The Monday on which a week begins.</summary>
    private static DateTime WeekOf(DateTime local) => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7));

    private DateTimeOffset ToInstant(DateTime local) => Import.RowReader.ToInstant(local, zone);
}
