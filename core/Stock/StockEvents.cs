using System.Text.Json.Serialization;

namespace Dispatch.Stock;

/// <summary>Something that happened to a part in a warehouse.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StockDefined), "stock-defined.v1")]
[JsonDerivedType(typeof(StockReceived), "stock-received.v1")]
[JsonDerivedType(typeof(StockCounted), "stock-counted.v1")]
[JsonDerivedType(typeof(StockHeld), "stock-held.v1")]
[JsonDerivedType(typeof(StockHoldLapsed), "stock-hold-lapsed.v1")]
[JsonDerivedType(typeof(StockConfirmed), "stock-confirmed.v1")]
[JsonDerivedType(typeof(StockReleased), "stock-released.v1")]
[JsonDerivedType(typeof(StockUsed), "stock-used.v1")]
[JsonDerivedType(typeof(StockSent), "stock-sent.v1")]
[JsonDerivedType(typeof(StockArrived), "stock-arrived.v1")]
[JsonDerivedType(typeof(StockHandedOver), "stock-handed-over.v1")]
public abstract record StockEvent : DomainEvent;

/// <summary>The warehouse keeps the part.</summary>
public sealed record StockDefined(string Org) : StockEvent;

/// <summary>Parts came in.</summary>
public sealed record StockReceived(int Quantity) : StockEvent;

/// <summary>The shelf was counted and holds this many.</summary>
public sealed record StockCounted(int OnHand) : StockEvent;

/// <summary>Parts are kept for a job until the hold lapses.</summary>
public sealed record StockHeld(string Job, int Attempt, int Quantity, DateTimeOffset ExpiresAt) : StockEvent;

/// <summary>Nobody confirmed the hold in time.</summary>
/// <param name="DueAt">Last instant at which it could have been confirmed.</param>
/// <param name="SeenAt">When it was noticed.</param>
public sealed record StockHoldLapsed(string Job, int Attempt, DateTimeOffset DueAt, DateTimeOffset SeenAt) : StockEvent;

/// <summary>The reservation stands until it is used or released.</summary>
public sealed record StockConfirmed(string Job, int Attempt) : StockEvent;

/// <summary>The job gave its parts back.</summary>
public sealed record StockReleased(string Job, int Attempt) : StockEvent;

/// <summary>The job took parts off the shelf; its reservation is over.</summary>
public sealed record StockUsed(string Job, int Attempt, int Quantity) : StockEvent;

/// <summary>Parts left for another warehouse.</summary>
public sealed record StockSent(string To, int Quantity) : StockEvent;

/// <summary>Parts from another warehouse are on the shelf.</summary>
public sealed record StockArrived(string From, int Quantity) : StockEvent;

/// <summary>The other warehouse has booked parts that left for it.</summary>
public sealed record StockHandedOver(string To, int Quantity) : StockEvent;
