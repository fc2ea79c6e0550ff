using System.Text.Json;
using Dispatch.Zones;

namespace Dispatch.Tests.Core.Zones;

public sealed class ZoneMapTests
{
    private static readonly ZoneMap Map = new([
        new("west", Square(120, 30)),
        new("east", Square(121, 30)),
    ]);

    [Theory]
    [InlineData(120.5, 30.5, "west")]
    [InlineData(121.5, 30.5, "east")]
    [InlineData(119.9, 30.5, null)]
    [InlineData(30.5, 120.5, null)]
    public void A_place_is_in_the_zone_that_holds_it(double longitude, double latitude, string? zone) =>
        Assert.Equal(zone, Map.Find(new(longitude, latitude)));

    [Fact]
    public void A_place_on_a_shared_edge_is_in_the_zone_with_the_smaller_id() => Assert.Equal("east", Map.Find(new(121, 30.5)));

    [Fact]
    public void A_map_without_zones_finds_none() => Assert.Null(ZoneMap.Empty.Find(new(121, 30)));

    private static NetTopologySuite.Geometries.Geometry Square(int longitude, int latitude) => GeoJsonArea.Parse(JsonDocument.Parse(
        $$"""{"type":"Polygon","coordinates":[[[{{longitude}},{{latitude}}],[{{longitude + 1}},{{latitude}}],[{{longitude + 1}},{{latitude + 1}}],[{{longitude}},{{latitude + 1}}],[{{longitude}},{{latitude}}]]]}""").RootElement).Area!;
}
