using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Requests;
using Dispatch.Api.World;

namespace Dispatch.Api.Zones;

/// <summary><c>GET /api/zones</c>: dispatch zones with their areas.</summary>
public static class ZoneRoutes
{
    /// <summary>Maps the route.</summary>
    public static void MapZones(this IEndpointRouteBuilder api) => api.MapGet("/zones", List).RequireAuthorization(Policies.WorldRead)
        .Produces<Page<ZoneView>>().WithTags("Zones").WithSummary("Dispatch zones with their areas as GeoJSON.");

    /// <summary>The zones within an org.</summary>
    public static IReadOnlyList<ZoneView> Within(WorldPicture world, string org) =>
    [
        .. from zone in world.Zones.Values
           where zone.Name is not null && zone.Area is not null && OrgPath.Holds(org, zone.Org)
           orderby zone.Id
           select new ZoneView(zone.Id, zone.Name!, zone.Area!.Value),
    ];

    private static IResult List([AsParameters] Paging paging, HttpContext context, WorldPicture world) =>
        paging.Of(Within(world, Caller.Of(context.User).Org), zone => zone.Id, zone => zone);
}

/// <summary>A zone.</summary>
/// <param name="Polygon">GeoJSON Polygon or MultiPolygon, WGS-84.</param>
public sealed record ZoneView(string Id, LocalText Name, JsonElement Polygon);
