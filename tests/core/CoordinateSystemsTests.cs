namespace Dispatch.Tests.Core;

public sealed class CoordinateSystemsTests
{
    // The centre of Tiananmen square in the three systems, to six decimals, as map services give it.
    private static readonly Place Wgs = new(116.391_305, 39.905_527);

    [Fact]
    public void A_GCJ_point_comes_back_to_where_it_is_on_the_globe()
    {
        var place = CoordinateSystems.ToWgs84(new(116.397_548, 39.906_930, "gcj02"));
        Assert.InRange(place.MetresTo(Wgs), 0, 1);
        Assert.Equal("gcj02", place.System);
    }

    [Fact]
    public void A_Baidu_point_comes_back_to_where_it_is_on_the_globe()
    {
        var place = CoordinateSystems.ToWgs84(new(116.403_924, 39.913_268, "bd09"));
        Assert.InRange(place.MetresTo(Wgs), 0, 5);
    }

    [Fact]
    public void Outside_China_nothing_is_shifted()
    {
        var place = CoordinateSystems.ToWgs84(new(-73.985_1, 40.758_9, "gcj02"));
        Assert.Equal((-73.985_1, 40.758_9), (place.Longitude, place.Latitude));
    }

    [Fact]
    public void WGS84_said_or_unsaid_is_the_same() =>
        Assert.Equal(new Place(121.5, 31.2), CoordinateSystems.ToWgs84(new(121.5, 31.2, "wgs84")));
}
