using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Zones;

/// <summary>A dispatch zone: an area, and the engineers who serve it. What they have promised is theirs; the zone only proposes.</summary>
/// <param name="Id">Bare id.</param>
public sealed record Zone(string Id) : IEntity<Zone, ZoneEvent>
{
    /// <inheritdoc />
    public static string Kind => "zone";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    public static Zone Initial(string id) => new(id);

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake => null;

    /// <summary>Name as users see it; null until the zone is defined.</summary>
    public LocalText? Name { get; init; }

    /// <inheritdoc />
    public string Org { get; init; } = "";

    /// <summary>GeoJSON Polygon or MultiPolygon.</summary>
    public JsonElement? Area { get; init; }

    /// <summary>Ids of the warehouses that supply it.</summary>
    public IReadOnlyList<string> Warehouses { get; init; } = [];

    /// <summary>Ids of the engineers who serve it, in order.</summary>
    public IReadOnlyList<string> Engineers { get; init; } = [];

    /// <summary>Folds one event in.</summary>
    public Zone Apply(ZoneEvent @event) => @event switch
    {
        ZoneDefined defined => this with { Name = defined.Name, Org = defined.Org, Area = defined.Area, Warehouses = defined.Warehouses },
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

/// <summary>Enters a zone, or replaces what is known of it.</summary>
/// <param name="Area">GeoJSON Polygon or MultiPolygon.</param>
/// <param name="Warehouses">Ids of the warehouses that supply it.</param>
public sealed record DefineZone(LocalText Name, string Org, JsonElement Area, IReadOnlyList<string> Warehouses) : ZoneCommand;

/// <summary>An engineer serves the zone, or no longer does.</summary>
public sealed record EnrolEngineer(string Engineer, bool Serves) : ZoneCommand;

/// <summary>Something that happened to a zone.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ZoneDefined), "zone-defined.v1")]
[JsonDerivedType(typeof(EngineerJoinedZone), "engineer-joined-zone.v1")]
[JsonDerivedType(typeof(EngineerLeftZone), "engineer-left-zone.v1")]
public abstract record ZoneEvent : DomainEvent;

/// <summary>The zone was entered, or what is known of it was replaced.</summary>
public sealed record ZoneDefined(LocalText Name, string Org, JsonElement Area, IReadOnlyList<string> Warehouses) : ZoneEvent;

/// <summary>An engineer serves the zone.</summary>
public sealed record EngineerJoinedZone(string Engineer) : ZoneEvent;

/// <summary>An engineer no longer serves the zone.</summary>
public sealed record EngineerLeftZone(string Engineer) : ZoneEvent;

/// <summary>What a zone's commands come to.</summary>
public static class ZoneDecisions
{
    // Keeps the snapshot below the journal's limit.
    private const int MostAreaText = 10_000;

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
        if (define.Area.ValueKind is JsonValueKind.Object && define.Area.GetRawText().Length > MostAreaText)
            return Decision.Reject(Rejection.Of(RejectionCode.ZoneAreaTooDetailed, ("most", MostAreaText)).At("$.area"));
        if (GeoJsonArea.Parse(define.Area).Rejection is { } rejection)
            return Decision.Reject(rejection with { Path = "$.area" + rejection.Path![1..] });
        var same = zone.Name == define.Name && zone.Org == define.Org && zone.Warehouses.SequenceEqual(define.Warehouses)
            && zone.Area is { } area && JsonElement.DeepEquals(area, define.Area);
        return same ? Decision.Accept() : Decision.Accept(new ZoneDefined(define.Name, define.Org, define.Area.Clone(), define.Warehouses));
    }
}
