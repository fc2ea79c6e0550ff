using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Zones;

/// <summary>A dispatch zone: an area, and the engineers who serve it. What they have promised is theirs; the zone only proposes.</summary>
/// <param name="Id">Bare id; empty until the zone is defined.</param>
public sealed record Zone(string Id)
{
    /// <summary>A zone not yet defined.</summary>
    public static Zone Blank { get; } = new("");

    /// <summary>Name as users see it; null until the zone is defined.</summary>
    public LocalText? Name { get; init; }

    /// <summary>Org path that owns it.</summary>
    public string Org { get; init; } = "";

    /// <summary>GeoJSON Polygon or MultiPolygon.</summary>
    public JsonElement? Area { get; init; }

    /// <summary>Ids of the engineers who serve it, in order.</summary>
    public IReadOnlyList<string> Engineers { get; init; } = [];

    /// <summary>Folds one event in.</summary>
    public Zone Apply(ZoneEvent @event) => @event switch
    {
        ZoneDefined defined => this with { Id = defined.Id, Name = defined.Name, Org = defined.Org, Area = defined.Area },
        EngineerJoinedZone joined => this with { Engineers = [.. Engineers.Append(joined.Engineer).Order(StringComparer.Ordinal)] },
        EngineerLeftZone left => this with { Engineers = [.. Engineers.Where(id => id != left.Engineer)] },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };
}

/// <summary>What a zone can be told.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DefineZone), "defineZone")]
[JsonDerivedType(typeof(EnrolEngineer), "enrolEngineer")]
public abstract record ZoneCommand;

/// <summary>Enters a zone, or replaces its name and area.</summary>
public sealed record DefineZone(string Id, LocalText Name, string Org, JsonElement Area) : ZoneCommand;

/// <summary>An engineer serves the zone, or no longer does.</summary>
public sealed record EnrolEngineer(string Engineer, bool Serves) : ZoneCommand;

/// <summary>Something that happened to a zone.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ZoneDefined), "zone-defined.v1")]
[JsonDerivedType(typeof(EngineerJoinedZone), "engineer-joined-zone.v1")]
[JsonDerivedType(typeof(EngineerLeftZone), "engineer-left-zone.v1")]
public abstract record ZoneEvent : DomainEvent;

/// <summary>The zone was entered, or its name and area were replaced.</summary>
public sealed record ZoneDefined(string Id, LocalText Name, string Org, JsonElement Area) : ZoneEvent;

/// <summary>An engineer serves the zone.</summary>
public sealed record EngineerJoinedZone(string Engineer) : ZoneEvent;

/// <summary>An engineer no longer serves the zone.</summary>
public sealed record EngineerLeftZone(string Engineer) : ZoneEvent;

/// <summary>What a zone's commands come to.</summary>
public static class ZoneDecisions
{
    /// <summary>Decides one command.</summary>
    public static Decision Decide(Zone zone, ZoneCommand command, DateTimeOffset now) => command switch
    {
        DefineZone define => Define(zone, define),
        EnrolEngineer enrol => zone.Engineers.Contains(enrol.Engineer, StringComparer.Ordinal) == enrol.Serves ? Decision.Accept()
            : enrol.Serves ? Decision.Accept(new EngineerJoinedZone(enrol.Engineer))
            : Decision.Accept(new EngineerLeftZone(enrol.Engineer)),
        _ => throw new NotSupportedException($"{command.GetType().Name} has no Decide."),
    };

    private static Decision Define(Zone zone, DefineZone define)
    {
        if (GeoJsonArea.Parse(define.Area).Rejection is { } rejection)
            return Decision.Reject(rejection with { Path = "$.area" + rejection.Path![1..] });
        var same = zone.Id == define.Id && zone.Name == define.Name && zone.Org == define.Org
            && zone.Area is { } area && JsonElement.DeepEquals(area, define.Area);
        return same ? Decision.Accept() : Decision.Accept(new ZoneDefined(define.Id, define.Name, define.Org, define.Area.Clone()));
    }
}
