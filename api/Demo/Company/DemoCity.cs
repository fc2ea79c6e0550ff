using Dispatch.Sla;

namespace Dispatch.Api.Demo.Company;

/// <summary>Where a demo company works.</summary>
/// <param name="TimeZone">IANA time zone of its clocks.</param>
internal sealed record DemoCity(string TimeZone, IReadOnlyList<DemoZone> Zones, IReadOnlyList<DemoWarehouse> Warehouses)
{
    /// <summary>Where the demo plays: three zones of Shanghai, drawn along the Huangpu river, Suzhou creek and the ring roads, and two warehouses.</summary>
    /// <remarks>Outlines were set by hand to about a hundred metres; they are no official boundaries.</remarks>
    public static DemoCity Shanghai { get; } = new("Asia/Shanghai",
    [
        new("pudong", new("浦东", "Pudong"), ["zhangjiang"],
        [
            (121.5060, 31.2420), (121.5010, 31.2350), (121.5085, 31.2255), (121.5110, 31.2160), (121.5030, 31.2060), (121.4905, 31.1990), (121.4760, 31.1905),
            (121.4650, 31.1780), (121.4640, 31.1600), (121.4700, 31.1400), (121.5200, 31.1250), (121.5800, 31.1300), (121.6300, 31.1500), (121.6600, 31.1900),
            (121.6500, 31.2400), (121.6200, 31.2800), (121.5800, 31.3050), (121.5600, 31.2900), (121.5480, 31.2720), (121.5300, 31.2560), (121.5160, 31.2500),
        ]),
        new("puxi-north", new("浦西北", "Puxi North"), ["jiading", "zhangjiang"],
        [
            (121.5000, 31.2440), (121.4870, 31.2445), (121.4700, 31.2400), (121.4520, 31.2480), (121.4330, 31.2430), (121.4130, 31.2340), (121.3900, 31.2250),
            (121.3650, 31.2250), (121.3500, 31.2500), (121.3600, 31.2850), (121.3900, 31.3150), (121.4400, 31.3350), (121.4900, 31.3450), (121.5300, 31.3350),
            (121.5650, 31.3080), (121.5520, 31.2900), (121.5400, 31.2740), (121.5230, 31.2590), (121.5100, 31.2510),
        ]),
        new("puxi-south", new("浦西南", "Puxi South"), ["jiading", "zhangjiang"],
        [
            (121.4990, 31.2420), (121.4860, 31.2425), (121.4700, 31.2380), (121.4520, 31.2460), (121.4330, 31.2410), (121.4130, 31.2320), (121.3900, 31.2230),
            (121.3650, 31.2230), (121.3450, 31.2000), (121.3500, 31.1500), (121.3800, 31.1150), (121.4250, 31.1050), (121.4600, 31.1250), (121.4610, 31.1500),
            (121.4600, 31.1790), (121.4720, 31.1930), (121.4880, 31.2020), (121.5000, 31.2090), (121.5070, 31.2170), (121.5050, 31.2250), (121.4970, 31.2340),
        ]),
    ],
    [
        new("zhangjiang", new("张江备件库", "Zhangjiang parts"), new(121.6005, 31.2060)),
        new("jiading", new("江桥备件库", "Jiangqiao parts"), new(121.3560, 31.2420)),
    ]);

    /// <summary>Regions whose cases go to the western desk.</summary>
    public IReadOnlyList<string> West { get; init; } = ["west"];

    /// <summary>Calendars that take the place of shipped ones, by the id of the shipped one; empty where those fit.</summary>
    public IReadOnlyDictionary<string, CalendarDefinition> Calendars { get; init; } = new SortedDictionary<string, CalendarDefinition>(StringComparer.Ordinal);

    public static IReadOnlyList<(string Id, LocalText Name, int Quantity)> Parts { get; } =
    [
        ("compressor", new("压缩机", "Compressor"), 24), ("control-board", new("控制板", "Control board"), 60), ("drain-pump", new("排水泵", "Drain pump"), 48),
        ("door-seal", new("门封条", "Door seal"), 80), ("fan-motor", new("风扇电机", "Fan motor"), 40), ("heating-element", new("加热管", "Heating element"), 36),
        ("inlet-valve", new("进水阀", "Inlet valve"), 50), ("thermostat", new("温控器", "Thermostat"), 70),
    ];

    /// <summary>A place inside a zone, by rejection from its bounding box.</summary>
    public static Place PlaceIn(DemoZone zone, Random random)
    {
        var (west, east) = (zone.Outline.Min(p => p.Longitude), zone.Outline.Max(p => p.Longitude));
        var (south, north) = (zone.Outline.Min(p => p.Latitude), zone.Outline.Max(p => p.Latitude));
        while (true)
        {
            var place = new Place(Math.Round(west + random.NextDouble() * (east - west), 5), Math.Round(south + random.NextDouble() * (north - south), 5));
            if (zone.Contains(place))
                return place;
        }
    }
}

/// <summary>A warehouse of the demo.</summary>
internal sealed record DemoWarehouse(string Id, LocalText Name, Place Place);

/// <summary>A zone of the demo.</summary>
/// <param name="Outline">Corners, not closed.</param>
internal sealed record DemoZone(string Id, LocalText Name, IReadOnlyList<string> Warehouses, IReadOnlyList<(double Longitude, double Latitude)> Outline)
{
    /// <summary>Whether a place is inside: an odd number of edges lies east of it.</summary>
    public bool Contains(Place place)
    {
        var inside = false;
        for (int i = 0, j = Outline.Count - 1; i < Outline.Count; j = i++)
        {
            var (a, b) = (Outline[i], Outline[j]);
            if (a.Latitude > place.Latitude != b.Latitude > place.Latitude
                && place.Longitude < (b.Longitude - a.Longitude) * (place.Latitude - a.Latitude) / (b.Latitude - a.Latitude) + a.Longitude)
                inside = !inside;
        }
        return inside;
    }
}
