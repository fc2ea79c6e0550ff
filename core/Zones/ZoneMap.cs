using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Dispatch.Zones;

/// <summary>Finds the zone of a place. Edges belong to the area; where zones meet or overlap, the smallest id wins.</summary>
/// <remarks>Immutable; many threads may ask at once.</remarks>
public sealed class ZoneMap
{
    private readonly (string Id, IPreparedGeometry Area)[] zones;

    /// <summary>A map of zones by id.</summary>
    public ZoneMap(IEnumerable<KeyValuePair<string, Geometry>> areas) =>
        zones = [.. areas.OrderBy(area => area.Key, StringComparer.Ordinal).Select(area => (area.Key, PreparedGeometryFactory.Prepare(area.Value)))];

    /// <summary>The map of zones that are defined.</summary>
    public static ZoneMap Of(IEnumerable<Zone> zones) =>
        new(from zone in zones where zone.Area is not null select KeyValuePair.Create(zone.Id, GeoJsonArea.Parse(zone.Area!.Value).Area!));

    /// <summary>A map without zones.</summary>
    public static ZoneMap Empty { get; } = new([]);

    /// <summary>Id of the zone that holds a place, or null.</summary>
    public string? Find(Place place)
    {
        var point = new Point(place.Longitude, place.Latitude);
        foreach (var (id, area) in zones)
        {
            if (area.Covers(point))
                return id;
        }
        return null;
    }
}
