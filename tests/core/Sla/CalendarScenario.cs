using Dispatch.Sla;

namespace Dispatch.Tests.Core.Sla;

/// <summary>A random calendar with a start, a budget and pauses, often around a change of the clocks.</summary>
internal sealed record CalendarScenario(WorkingCalendar Calendar, DateTimeOffset Start, TimeSpan Budget, IReadOnlyList<Pause> Pauses)
{
    private static readonly string[] Zones =
        ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca", "Pacific/Auckland"];

    private static readonly DateOnly[] Changes =
        [new(2026, 3, 29), new(2026, 10, 25), new(2026, 3, 8), new(2026, 11, 1), new(2026, 4, 5), new(2026, 10, 4), new(2025, 12, 31), new(2026, 2, 15), new(2026, 9, 27)];

    public static CalendarScenario Of(int seed)
    {
        var random = new Random(seed);
        var change = Changes[random.Next(Changes.Length)];
        var start = new DateTimeOffset(change.AddDays(-random.Next(6)), TimeOnly.MinValue, TimeSpan.Zero).AddMilliseconds(random.Next(86_400_000));
        var definition = new CalendarDefinition("random", new("随机", "Random"), Zones[random.Next(Zones.Length)], Week(random))
        {
            Holidays = [.. Dates(random, change).Select(date => new Holiday(date))],
            Exceptions = [.. Dates(random, change).Select(date => new DatedException(date, Windows(random)))],
        };
        var budget = TimeSpan.FromMilliseconds(random.Next(2) is 0 ? random.Next(1, 3_000) * 60_000L : random.Next(1, 180_000_000));
        return new(new(definition), start, budget, PausesAfter(random, start));
    }

    private static List<WeeklyHours> Week(Random random)
    {
        var week = (from day in Enum.GetValues<DayOfWeek>() where random.Next(4) > 0 select new WeeklyHours([day], Windows(random))).ToList();
        return week.Any(hours => hours.Windows.Count > 0) ? week : [new([DayOfWeek.Tuesday], [new(new(9, 0), new(17, 0))])];
    }

    private static DailyWindow[] Windows(Random random) => random.Next(6) switch
    {
        0 => [],
        1 => [new(new(9, 0), new(12, 0)), new(new(13, 30), new(18, 0))],
        2 => [new(new(22, 0), new(6, 0))],
        3 => [new(TimeOnly.MinValue, TimeOnly.MinValue)],
        4 => [new(new(1, random.Next(60)), new(2, random.Next(60))), new(new(3, 5), new(3, 5 + random.Next(1, 50)))],
        _ => [new(new(random.Next(24), random.Next(60)), new(random.Next(24), random.Next(60)))],
    };

    private static List<DateOnly> Dates(Random random, DateOnly around) =>
        Enumerable.Range(0, random.Next(4)).Select(_ => around.AddDays(random.Next(-5, 10))).Distinct().ToList();

    private static List<Pause> PausesAfter(Random random, DateTimeOffset start)
    {
        var pauses = new List<Pause>();
        for (var left = random.Next(5); left > 0; left--)
        {
            var begins = start.AddMilliseconds(random.Next(-3_600_000, 400_000_000));
            pauses.Add(new(begins, begins.AddMilliseconds(random.Next(1, 90_000_000)), "held"));
        }
        return pauses;
    }
}
