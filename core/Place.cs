namespace Dispatch;

/// <summary>A point on the map: WGS-84 degrees, longitude first.</summary>
/// <param name="Longitude">Degrees, -180 to 180.</param>
/// <param name="Latitude">Degrees, -90 to 90.</param>
/// <param name="System">Coordinate system of the source (<c>wgs84</c>, <c>gcj02</c>, <c>bd09</c>) when it was converted; null means WGS-84 as given.</param>
public sealed record Place(double Longitude, double Latitude, string? System = null)
{
    private const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Great-circle distance in metres (haversine, mean Earth radius).</summary>
    public double MetresTo(Place other)
    {
        var (lat1, lat2) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var dLat = lat2 - lat1;
        var dLon = double.DegreesToRadians(other.Longitude - Longitude);
        var h = Math.Pow(Math.Sin(dLat / 2), 2) + Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin(dLon / 2), 2);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
