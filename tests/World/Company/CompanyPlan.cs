using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Engineers;
using Dispatch.Routing;
using Dispatch.Teams;

namespace Dispatch.Tests.World.Company;

/// <summary>A company to play in: who works there, where, with what, and where tickets go. The shipped flows, policies and calendars come with it.</summary>
public sealed record CompanyPlan
{
    /// <summary>Desks and their people, all at work.</summary>
    public required IReadOnlyList<TeamPlan> Teams { get; init; }

    /// <summary>Areas that engineers serve.</summary>
    public required IReadOnlyList<ZonePlan> Zones { get; init; }

    /// <summary>Engineers.</summary>
    public required IReadOnlyList<EngineerProfile> Engineers { get; init; }

    /// <summary>Warehouses and what they have.</summary>
    public required IReadOnlyList<WarehousePlan> Warehouses { get; init; }

    /// <summary>Where tickets go.</summary>
    public required IReadOnlyList<RoutingRule> Routing { get; init; }
}

/// <summary>A desk.</summary>
/// <param name="Lead">Member who leads it.</param>
public sealed record TeamPlan(string Id, LocalText Name, string Lead, IReadOnlyList<MemberPlan> Members);

/// <summary>Somebody at a desk.</summary>
/// <param name="Capacity">Steps at once.</param>
public sealed record MemberPlan(string Person, LocalText Name, int Capacity, params ImmutableArray<Skill> Skills)
{
    internal AddMember Join => new(Person, Name, Skills, Capacity);
}

/// <summary>A zone: a rectangle of WGS-84 degrees, because borders are not what these stories are about.</summary>
/// <param name="Warehouses">Ids of the warehouses that supply it.</param>
public sealed record ZonePlan(string Id, LocalText Name, Place SouthWest, Place NorthEast, params IReadOnlyList<string> Warehouses)
{
    /// <summary>GeoJSON of the rectangle.</summary>
    public JsonElement Area => JsonSerializer.SerializeToElement(new
    {
        type = "Polygon",
        coordinates = new[]
        {
            new[]
            {
                new[] { SouthWest.Longitude, SouthWest.Latitude }, [NorthEast.Longitude, SouthWest.Latitude],
                [NorthEast.Longitude, NorthEast.Latitude], [SouthWest.Longitude, NorthEast.Latitude], [SouthWest.Longitude, SouthWest.Latitude],
            },
        },
    });
}

/// <summary>A warehouse.</summary>
/// <param name="Stock">Pieces by part.</param>
public sealed record WarehousePlan(string Id, LocalText Name, Place Place, params IReadOnlyList<PartNeed> Stock);
