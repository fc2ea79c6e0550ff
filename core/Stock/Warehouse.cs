using System.Text.Json.Serialization;

namespace Dispatch.Stock;

/// <summary>A place that keeps parts. How many of each is up to its <see cref="StockItem"/>s.</summary>
/// <param name="Id">Bare id.</param>
public sealed record Warehouse(string Id) : IEntity<Warehouse, WarehouseEvent>
{
    /// <inheritdoc />
    public static string Kind => "warehouse";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    public static Warehouse Initial(string id) => new(id);

    /// <summary>Name as users see it; null until the warehouse is defined.</summary>
    public LocalText? Name { get; init; }

    /// <inheritdoc />
    public string Org { get; init; } = "";

    /// <summary>Where it is; null until the warehouse is defined.</summary>
    public Place? Place { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake => null;

    /// <inheritdoc />
    public Warehouse Apply(WarehouseEvent @event) => @event switch
    {
        WarehouseDefined defined => this with { Name = defined.Name, Org = defined.Org, Place = defined.Place },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };
}

/// <summary>Enters a warehouse, or replaces what is known of it.</summary>
public sealed record DefineWarehouse(LocalText Name, string Org, Place Place);

/// <summary>Something that happened to a warehouse.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(WarehouseDefined), "warehouse-defined.v1")]
public abstract record WarehouseEvent : DomainEvent;

/// <summary>The warehouse was entered, or what is known of it was replaced.</summary>
public sealed record WarehouseDefined(LocalText Name, string Org, Place Place) : WarehouseEvent;

/// <summary>What a warehouse's commands come to.</summary>
public static class WarehouseDecisions
{
    /// <summary>Decides one command.</summary>
    public static Decision Decide(Warehouse warehouse, DefineWarehouse define) =>
        !(Math.Abs(define.Place.Longitude) <= 180) || !(Math.Abs(define.Place.Latitude) <= 90)
            ? Decision.Reject(Rejection.Of(RejectionCode.PlaceOutsideTheWorld).At("$.place"))
        : warehouse.Name == define.Name && warehouse.Org == define.Org && warehouse.Place == define.Place
            ? Decision.Accept()
            : Decision.Accept(new WarehouseDefined(define.Name, define.Org, define.Place));
}
