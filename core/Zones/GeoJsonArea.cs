using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Dispatch.Zones;

/// <summary>Reads areas from GeoJSON (RFC 7946): a Polygon or MultiPolygon of WGS-84 longitude and latitude, nothing else.</summary>
public static class GeoJsonArea
{
    private const int MostPositions = 20_000;
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    /// <summary>The area, or what is wrong with it and where.</summary>
    public static (Geometry? Area, Rejection? Rejection) Parse(JsonElement json)
    {
        try
        {
            var area = ReadArea(json);
            return area.IsValid ? (area, null) : (null, Fault("rings cross or lie outside each other", "$.coordinates"));
        }
        catch (MalformedArea malformed)
        {
            return (null, Fault(malformed.Message, malformed.Path));
        }
    }

    private static Geometry ReadArea(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            throw new MalformedArea("an object is expected", "$");
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name is not ("type" or "coordinates"))
                throw new MalformedArea("only type and coordinates are read", $"$.{member.Name}");
        }
        if (!json.TryGetProperty("coordinates", out var coordinates))
            throw new MalformedArea("coordinates are missing", "$.coordinates");
        var left = MostPositions;
        return json.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String ? type.GetString() switch
        {
            "Polygon" => ReadPolygon(coordinates, "$.coordinates", ref left),
            "MultiPolygon" => ReadPolygons(coordinates, ref left),
            _ => throw new MalformedArea("the type is Polygon or MultiPolygon", "$.type"),
        } : throw new MalformedArea("the type is Polygon or MultiPolygon", "$.type");
    }

    private static MultiPolygon ReadPolygons(JsonElement json, ref int left)
    {
        var polygons = new List<Polygon>();
        foreach (var (polygon, path) in Items(json, "$.coordinates", atLeast: 1))
            polygons.Add(ReadPolygon(polygon, path, ref left));
        return Factory.CreateMultiPolygon([.. polygons]);
    }

    private static Polygon ReadPolygon(JsonElement json, string path, ref int left)
    {
        var rings = new List<LinearRing>();
        foreach (var (ring, at) in Items(json, path, atLeast: 1))
            rings.Add(ReadRing(ring, at, ref left));
        return Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private static LinearRing ReadRing(JsonElement json, string path, ref int left)
    {
        var positions = new List<Coordinate>();
        foreach (var (position, at) in Items(json, path, atLeast: 4))
        {
            if (--left < 0)
                throw new MalformedArea($"more than {MostPositions} positions", path);
            positions.Add(ReadPosition(position, at));
        }
        if (!positions[0].Equals2D(positions[^1]))
            throw new MalformedArea("a ring ends where it begins", path);
        return Factory.CreateLinearRing([.. positions]);
    }

    private static Coordinate ReadPosition(JsonElement json, string path)
    {
        var numbers = Items(json, path, atLeast: 2);
        if (numbers.Count is not 2)
            throw new MalformedArea("a position is longitude and latitude", path);
        return new(ReadNumber(numbers[0], 180), ReadNumber(numbers[1], 90));
    }

    private static double ReadNumber((JsonElement Json, string Path) item, double limit) =>
        item.Json.ValueKind is JsonValueKind.Number && item.Json.TryGetDouble(out var number) && Math.Abs(number) <= limit
            ? number
            : throw new MalformedArea($"a number from -{limit} to {limit} is expected", item.Path);

    private static List<(JsonElement Json, string Path)> Items(JsonElement json, string path, int atLeast)
    {
        if (json.ValueKind is not JsonValueKind.Array || json.GetArrayLength() < atLeast)
            throw new MalformedArea($"an array of at least {atLeast} is expected", path);
        return [.. json.EnumerateArray().Select((item, index) => (item, $"{path}[{index}]"))];
    }

    private static Rejection Fault(string reason, string path) =>
        Rejection.Of(RejectionCode.ZoneAreaInvalid, ("reason", reason)).At(path);

    private sealed class MalformedArea(string message, string path) : Exception(message)
    {
        public string Path { get; } = path;
    }
}
