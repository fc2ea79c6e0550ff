namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>A zone's area is not a valid GeoJSON Polygon or MultiPolygon.</summary>
    public static readonly RejectionCode ZoneAreaInvalid = new("zone-area-invalid");

    /// <summary>A zone's area takes more text than it may: leave out points.</summary>
    public static readonly RejectionCode ZoneAreaTooDetailed = new("zone-area-too-detailed");

    /// <summary>No such zone.</summary>
    public static readonly RejectionCode ZoneUnknown = new("zone-unknown");
}
