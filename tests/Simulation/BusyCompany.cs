using System.Collections.Concurrent;
using Dispatch.Conditions;
using Dispatch.Engineers;
using Dispatch.Routing;
using Dispatch.Silo.Founding;
using Dispatch.Tests.World;
using Dispatch.Tests.World.Company;

namespace Dispatch.Tests.Simulation;

/// <summary>A company that takes thousands of tickets a day: five desks round the clock, four city zones, four warehouses. Founded once per process.</summary>
internal static class BusyCompany
{
    /// <summary>Zones, west to east.</summary>
    public const int Zones = 4;

    /// <summary>Parts that every warehouse keeps.</summary>
    public static readonly IReadOnlyList<string> Parts = ["belt", "fan", "pump", "valve"];

    private const double West = 120.8;
    private const double South = 31.0;
    private const double Degrees = 0.2;

    private static readonly string[] Skills = ["cooling", "electric"];
    private static readonly ConcurrentDictionary<int, Lazy<WorldImage>> Founded = new();

    /// <summary>The company with so many engineers, founded, a moment before nine on a Monday.</summary>
    public static WorldImage Image(int engineers) => Founded.GetOrAdd(engineers, static engineers => new(() => Found(engineers))).Value;

    /// <summary>Everybody and everything.</summary>
    /// <param name="engineers">Engineers in each zone.</param>
    public static CompanyPlan Plan(int engineers) => new()
    {
        Teams =
        [
            Team("service", 8, 10, new Skill("service", 3)),
            Team("claims", 4, 8, new Skill("liability", 2)),
            Team("repair-desk", 5, 8, new Skill("diagnosis", 2)),
            Team("warehouse", 4, 12),
            Team("finance", 3, 12),
        ],
        Zones = [.. Enumerable.Range(0, Zones).Select(zone => new ZonePlan(
            ZoneId(zone), new($"{zone}区", ZoneId(zone)), new(West + zone * Degrees, South), new(West + (zone + 1) * Degrees, South + Degrees),
            WarehouseId(zone), WarehouseId((zone + 1) % Zones)))],
        Engineers = [.. from zone in Enumerable.Range(0, Zones) from number in Enumerable.Range(0, engineers) select Engineer(zone, number)],
        Warehouses = [.. Enumerable.Range(0, Zones).Select(zone => new WarehousePlan(
            WarehouseId(zone), new($"{zone}仓", WarehouseId(zone)), Somewhere(zone, 0.5, 0.5), [.. Parts.Select((part, index) => new PartNeed(part, (1 + index) * engineers * engineers / 9))]))],
        Routing =
        [
            Rule("cooling", Condition.All(Kind("repair"), Condition.Test("product", ConditionOperator.Eq, "cooler")), new("repair-desk") { Skills = [new("cooling", 2)] }),
            Rule("repairs", Kind("repair"), new("repair-desk") { Skills = [new("electric", 2)] }),
            Rule("claims", Kind("damage-claim"), new("claims")),
            Rule("big-returns", Condition.All(Kind("return"), Condition.Test("amount", ConditionOperator.Ge, 50_000)), new("service") { Priority = Priority.High }),
            Rule("rest", Condition.Always, new("service")),
        ],
    };

    /// <summary>Id of a zone.</summary>
    public static string ZoneId(int zone) => $"zone-{zone}";

    /// <summary>Id of the warehouse in a zone.</summary>
    public static string WarehouseId(int zone) => $"store-{zone}";

    /// <summary>A place in a zone; the shares are of its width and height.</summary>
    public static Place Somewhere(int zone, double across, double up) =>
        new(Math.Round(West + (zone + across) * Degrees, 4), Math.Round(South + up * Degrees, 4));

    private static WorldImage Found(int engineers)
    {
        using var world = new VirtualWorld(new() { Start = WorldOptions.Monday.AddMinutes(-1) });
        return world.Found(Plan(engineers)).Image();
    }

    private static TeamPlan Team(string id, int members, int capacity, params IReadOnlyList<Skill> skills) => new(
        id, new(id, id), $"{id}.0",
        [.. Enumerable.Range(0, members).Select(number => new MemberPlan(
            $"{id}.{number}", new($"{id}.{number}", $"{id}.{number}"), capacity, [.. skills, .. number % 2 is 0 ? [new Skill("supervision", 1)] : Array.Empty<Skill>()]))]);

    /// <summary>Weekdays from nine to six in Shanghai; every third serves the next zone as well.</summary>
    private static EngineerProfile Engineer(int zone, int number) => new(
        $"fitter.{zone}.{number}", new($"{zone}区{number}号", $"Fitter {zone}.{number}"), $"{Founding.Org}/field",
        [new(Skills[number % 2], 3), .. number % 3 is 0 ? [new Skill(Skills[(number + 1) % 2], 2)] : Array.Empty<Skill>()],
        Somewhere(zone, 0.2 + 0.07 * number, 0.5),
        [ZoneId(zone), .. number % 3 is 0 ? [ZoneId((zone + 1) % Zones)] : Array.Empty<string>()],
        new("Asia/Shanghai", [.. Enumerable.Range(1, 5).Select(day => new WorkingHours((DayOfWeek)day, new(new(9, 0), new(18, 0))))]));

    private static Condition Kind(string kind) => Condition.Test("kind", ConditionOperator.Eq, kind);

    private static RoutingRule Rule(string id, Condition when, RoutingOutcome then) => new(id, new(id, id), when, then);
}
