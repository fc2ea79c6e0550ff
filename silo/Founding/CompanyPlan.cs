using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Customers;
using Dispatch.Engineers;
using Dispatch.Routing;
using Dispatch.Sla;
using Dispatch.Teams;

namespace Dispatch.Silo.Founding;

/// <summary>A company to be: who works there, where, with what, for whom, and where tickets go. The shipped flows come with it.</summary>
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

    /// <summary>Calendars and policies, in the order in which they can be published: the shipped ones unless others are named.</summary>
    public IReadOnlyList<ConfigurationDocument> Promises { get; init; } = ShippedSla.Documents;

    /// <summary>Customers that the company knows already.</summary>
    public IReadOnlyList<CustomerPlan> Customers { get; init; } = [];
}

/// <summary>A desk.</summary>
/// <param name="Lead">Member who leads it.</param>
public sealed record TeamPlan(string Id, LocalText Name, string Lead, IReadOnlyList<MemberPlan> Members)
{
    /// <summary>Region of the company, which is part of its org path; null where there are none.</summary>
    public string? Region { get; init; }

    /// <summary>IANA time zone of its wall clock, or null.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Who is above the lead and who stands in; null means nobody.</summary>
    public SetReporting? LeadReports { get; init; }
}

/// <summary>Somebody at a desk.</summary>
/// <param name="Capacity">Steps at once.</param>
public sealed record MemberPlan(string Person, LocalText Name, int Capacity, params ImmutableArray<Skill> Skills);

/// <summary>A zone.</summary>
/// <param name="Outline">Corners in order, not closed.</param>
/// <param name="Warehouses">Ids of the warehouses that supply it.</param>
public sealed record ZonePlan(string Id, LocalText Name, IReadOnlyList<Place> Outline, IReadOnlyList<string> Warehouses)
{
    /// <summary>A rectangle, where borders do not matter.</summary>
    public ZonePlan(string id, LocalText name, Place southWest, Place northEast, params IReadOnlyList<string> warehouses)
        : this(id, name, [southWest, new(northEast.Longitude, southWest.Latitude), northEast, new(southWest.Longitude, northEast.Latitude)], warehouses)
    {
    }

    /// <summary>GeoJSON of the outline.</summary>
    public JsonElement Area => JsonSerializer.SerializeToElement(new
    {
        type = "Polygon",
        coordinates = new[] { Outline.Append(Outline[0]).Select(corner => new[] { corner.Longitude, corner.Latitude }) },
    });
}

/// <summary>A warehouse.</summary>
/// <param name="Stock">Pieces by part.</param>
public sealed record WarehousePlan(string Id, LocalText Name, Place Place, params IReadOnlyList<PartNeed> Stock);

/// <summary>A customer.</summary>
public sealed record CustomerPlan(string Id, string Tier, CustomerCard Card);
