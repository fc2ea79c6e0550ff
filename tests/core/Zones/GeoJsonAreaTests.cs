using System.Text.Json;
using Dispatch.Zones;

namespace Dispatch.Tests.Core.Zones;

public sealed class GeoJsonAreaTests
{
    [Fact]
    public void A_polygon_with_a_hole_is_read()
    {
        var (area, rejection) = Parse("""{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}""");
        Assert.Null(rejection);
        Assert.Equal(15, area!.Area, precision: 9);
    }

    [Fact]
    public void Several_polygons_are_read() =>
        Assert.Equal(2, Parse("""{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}""").Area!.NumGeometries);

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("""{"type":"Polygon"}""", "$.coordinates")]
    [InlineData("""{"coordinates":[]}""", "$.type")]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", "$.type")]
    [InlineData("""{"type":7,"coordinates":[1,2]}""", "$.type")]
    [InlineData("""{"type":"Polygon","coordinates":[],"crs":{}}""", "$.crs")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "$.coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}""", "$.coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}""", "$.coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[181,0],[1,1],[0,0]]]}""", "$.coordinates[0][1][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,91],[1,1],[0,0]]]}""", "$.coordinates[0][1][1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1e999],[1,1],[0,0]]]}""", "$.coordinates[0][1][1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],["1",0],[1,1],[0,0]]]}""", "$.coordinates[0][1][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0,9],[1,1],[0,0]]]}""", "$.coordinates[0][1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}""", "$.coordinates")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[]]]}""", "$.coordinates[1][0]")]
    public void Anything_else_is_refused_at_the_member_at_fault(string json, string path)
    {
        var (area, rejection) = Parse(json);
        Assert.Null(area);
        Assert.Equal((RejectionCode.ZoneAreaInvalid, path), (rejection!.Code, rejection.Path));
    }

    private static (NetTopologySuite.Geometries.Geometry? Area, Rejection? Rejection) Parse(string json) =>
        GeoJsonArea.Parse(JsonDocument.Parse(json).RootElement);
}
