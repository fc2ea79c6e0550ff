namespace Dispatch;

/// <summary>Turns coordinates of Chinese maps into WGS-84. Phones and map services in China report GCJ-02 or BD-09, which lie up to 700 m beside it.</summary>
/// <remarks>
/// GCJ-02 adds to WGS-84 a shift that is a sum of sines on the Krassovsky 1940 ellipsoid (as published by EvilTransform and others);
/// the inverse is found by iteration, good to a centimetre. BD-09 adds another, of known closed form, to GCJ-02. Outside China nothing is shifted.
/// </remarks>
public static class CoordinateSystems
{
    private const double SemiMajorAxis = 6_378_245.0;
    private const double EccentricitySquared = 0.006_693_421_622_965_943;
    private const double BaiduAngle = Math.PI * 3_000.0 / 180.0;
    private const int Iterations = 6;

    /// <summary>The point in WGS-84; the system it came in is kept. A system other than wgs84, gcj02 or bd09 is taken for WGS-84.</summary>
    public static Place ToWgs84(Place place)
    {
        var (longitude, latitude) = place.System switch
        {
            "gcj02" => GcjToWgs(place.Longitude, place.Latitude),
            "bd09" => BaiduToGcj(place.Longitude, place.Latitude) is var gcj ? GcjToWgs(gcj.Longitude, gcj.Latitude) : default,
            _ => (place.Longitude, place.Latitude),
        };
        return new(longitude, latitude, place.System is "wgs84" ? null : place.System);
    }

    private static (double Longitude, double Latitude) GcjToWgs(double longitude, double latitude)
    {
        var (x, y) = (longitude, latitude);
        for (var i = 0; i < Iterations; i++)
        {
            var (shiftX, shiftY) = Shift(x, y);
            (x, y) = (longitude - shiftX, latitude - shiftY);
        }
        return (x, y);
    }

    private static (double Longitude, double Latitude) BaiduToGcj(double longitude, double latitude)
    {
        var (x, y) = (longitude - 0.0065, latitude - 0.006);
        var radius = Math.Sqrt(x * x + y * y) - 0.000_02 * Math.Sin(y * BaiduAngle);
        var angle = Math.Atan2(y, x) - 0.000_003 * Math.Cos(x * BaiduAngle);
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    }

    /// <summary>Degrees by which GCJ-02 lies east and north of WGS-84.</summary>
    private static (double East, double North) Shift(double longitude, double latitude)
    {
        if (longitude is < 72.004 or > 137.8347 || latitude is < 0.8293 or > 55.8271)
            return (0, 0);
        var (x, y) = (longitude - 105.0, latitude - 35.0);
        var radians = double.DegreesToRadians(latitude);
        var curvature = 1 - EccentricitySquared * Math.Pow(Math.Sin(radians), 2);
        var north = Northing(x, y) * 180.0 / (SemiMajorAxis * (1 - EccentricitySquared) / (curvature * Math.Sqrt(curvature)) * Math.PI);
        var east = Easting(x, y) * 180.0 / (SemiMajorAxis / Math.Sqrt(curvature) * Math.Cos(radians) * Math.PI);
        return (east, north);
    }

    private static double Northing(double x, double y) =>
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x))
        + (20.0 * Sine(6.0 * x) + 20.0 * Sine(2.0 * x)) * 2.0 / 3.0
        + (20.0 * Sine(y) + 40.0 * Sine(y / 3.0)) * 2.0 / 3.0
        + (160.0 * Sine(y / 12.0) + 320.0 * Sine(y / 30.0)) * 2.0 / 3.0;

    private static double Easting(double x, double y) =>
        300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x))
        + (20.0 * Sine(6.0 * x) + 20.0 * Sine(2.0 * x)) * 2.0 / 3.0
        + (20.0 * Sine(x) + 40.0 * Sine(x / 3.0)) * 2.0 / 3.0
        + (150.0 * Sine(x / 12.0) + 300.0 * Sine(x / 30.0)) * 2.0 / 3.0;

    private static double Sine(double halfTurns) => Math.Sin(halfTurns * Math.PI);
}
