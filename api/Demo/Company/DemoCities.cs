using System.Text.Json;
using Dispatch.Sla;

namespace Dispatch.Api.Demo.Company;

/// <summary>Other cities that a demo company may work in: those of the ticket data that can be imported. They lie as JSON in the folder <c>Cities</c>.</summary>
/// <remarks>Outlines were set by hand to about half a kilometre; they are no official boundaries.</remarks>
internal static class DemoCities
{
    /// <summary>A city by name; the demo's own where none is named.</summary>
    /// <exception cref="ArgumentException">There is no such city.</exception>
    public static DemoCity Find(string? name)
    {
        if (name is null)
            return DemoCity.Shanghai;
        using var stream = typeof(DemoCities).Assembly.GetManifestResourceStream($"Demo/Cities/{name}.json")
            ?? throw new ArgumentException($"There is no city {name}.", nameof(name));
        var city = JsonSerializer.Deserialize<CityDocument>(stream, DispatchJson.Strict)!;
        return new(city.TimeZone, [.. city.Zones.Select(zone => zone.ToZone())], city.Warehouses) { Calendars = city.Calendars, West = city.West ?? DemoCity.Shanghai.West };
    }

    private sealed record CityDocument(
        string TimeZone, IReadOnlyList<ZoneDocument> Zones, IReadOnlyList<DemoWarehouse> Warehouses, IReadOnlyDictionary<string, CalendarDefinition> Calendars,
        IReadOnlyList<string>? West = null);

    private sealed record ZoneDocument(string Id, LocalText Name, IReadOnlyList<string> Warehouses, IReadOnlyList<IReadOnlyList<double>> Outline)
    {
        public DemoZone ToZone() => new(Id, Name, Warehouses, [.. Outline.Select(corner => (corner[0], corner[1]))]);
    }
}
