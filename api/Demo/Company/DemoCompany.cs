using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Conditions;
using Dispatch.Routing;
using Dispatch.Silo.Founding;
using Dispatch.Sla;

namespace Dispatch.Api.Demo.Company;

/// <summary>The demo company as a plan, in one city or another.</summary>
internal static class DemoCompany
{
    /// <summary>The company in a city.</summary>
    /// <param name="live">Whether a company in another city works, and not only holds history.</param>
    public static CompanyPlan In(DemoCity city, bool live) => new()
    {
        Teams = [.. Teams()],
        Zones = [.. city.Zones.Select(zone => new ZonePlan(
            zone.Id, zone.Name, [.. zone.Outline.Select(corner => new Place(corner.Longitude, corner.Latitude))], zone.Warehouses))],
        Engineers = [.. DemoEngineers.All(city, DemoTeams.All.Sum(team => team.Size))],
        Warehouses = [.. city.Warehouses.Select(warehouse => new WarehousePlan(
            warehouse.Id, warehouse.Name, warehouse.Place, [.. DemoCity.Parts.Select(part => new PartNeed(part.Id, part.Quantity))]))],
        Routing = Routing(city),
        Promises = Promises(city, live || city.Calendars.Count is 0),
        Customers = DemoCustomers.All,
    };

    private static IEnumerable<TeamPlan> Teams()
    {
        var names = 0;
        foreach (var team in DemoTeams.All)
        {
            yield return team.Plan(names);
            names += team.Size;
        }
    }

    /// <summary>The shipped calendars and policies, with the city's own calendars where it has some.</summary>
    /// <param name="express">Whether the demo's own policy is among them, which counts day and night, so that a wallboard has something to warn of at any hour.</param>
    private static IReadOnlyList<ConfigurationDocument> Promises(DemoCity city, bool express)
    {
        var calendars = ShippedSla.Calendars.Select(calendar => city.Calendars.GetValueOrDefault(calendar.Id) ?? calendar);
        IEnumerable<SlaPolicyDefinition> own = express ? [Resource<SlaPolicyDefinition>("DemoPolicy.json")] : [];
        var policies = ShippedSla.Policies.Concat(own).Select(policy =>
            policy with { Calendar = policy.Calendar is { } id && city.Calendars.TryGetValue(id, out var calendar) ? calendar.Id : policy.Calendar });
        return ShippedSla.AsDocuments(calendars, policies);
    }

    /// <summary>The demo's rules, with the city's own regions for the western desk.</summary>
    private static IReadOnlyList<RoutingRule> Routing(DemoCity city) => [.. Resource<RoutingRulesDefinition>("DemoRouting.json").Rules.Select(rule =>
        rule.Id is "west" ? rule with { When = Condition.Test("region", ConditionOperator.In, city.West) } : rule)];

    private static T Resource<T>(string name)
    {
        using var stream = typeof(DemoCompany).Assembly.GetManifestResourceStream($"Demo/{name}")!;
        return JsonSerializer.Deserialize<T>(stream, DispatchJson.Strict)!;
    }
}
