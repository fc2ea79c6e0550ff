using Dispatch.Engineers;

namespace Dispatch.Api.Demo.Company;

/// <summary>Forty field engineers with skills, shifts and homes in the zones.</summary>
internal static class DemoEngineers
{
    public const int Count = 40;
    private const int Seed = 20_260_101;
    private static readonly string[] Skills = ["electric", "cooling", "washing"];

    public static IEnumerable<EngineerProfile> All(int firstName) => All(DemoCity.Shanghai, firstName);

    public static IEnumerable<EngineerProfile> All(DemoCity city, int firstName)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Count; i++)
        {
            var zone = city.Zones[i % city.Zones.Count];
            // Every fifth engineer also serves the neighbouring zone.
            var second = city.Zones[(i + 1) % city.Zones.Count];
            var skills = Skills.Where((_, s) => s == i % Skills.Length || random.Next(3) is 0).Select(skill => new Skill(skill, random.Next(2, 6))).ToList();
            yield return new(Id(i), DemoNames.Of(firstName + i), $"{DemoTeams.Org}/field/{zone.Id}", skills, DemoCity.PlaceIn(zone, random),
                i % 5 is 0 ? [zone.Id, second.Id] : [zone.Id], Shift(city, i));
        }
    }

    public static string Id(int index) => $"engineer-{index + 1:00}";

    /// <summary>Early, late and night turns, so that somebody is on shift whenever the demo is started.</summary>
    private static ShiftPattern Shift(DemoCity city, int index)
    {
        IReadOnlyList<ClockSpan> hours = (index / city.Zones.Count % 4) switch
        {
            0 => [new(new(7, 0), new(11, 30)), new(new(12, 30), new(16, 0))],
            1 => [new(new(9, 0), new(12, 0)), new(new(13, 0), new(18, 0))],
            2 => [new(new(14, 0), new(16, 30)), new(new(17, 0), new(23, 0))],
            _ => [new(new(22, 0), new(7, 0))],
        };
        return new(city.TimeZone, [.. Enum.GetValues<DayOfWeek>().SelectMany(day => hours.Select(span => new WorkingHours(day, span)))]);
    }
}
