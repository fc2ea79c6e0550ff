using System.Text.Json;
using Dispatch.Access;
using Dispatch.Configuration;
using Dispatch.Customers;
using Dispatch.Engineers;
using Dispatch.Grains.Journal;
using Dispatch.Sla;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Tickets;
using Dispatch.Zones;

namespace Dispatch.Silo.Consistency;

/// <summary>How the events of one kind of entity fold into its snapshot.</summary>
/// <param name="Kind">Kind of entity.</param>
/// <param name="Shape">Highest shape of snapshot that this process reads.</param>
/// <param name="Initial">State before the first event, by bare id.</param>
/// <param name="Apply">State after one more event.</param>
/// <param name="Read">State of a stored snapshot.</param>
/// <param name="Write">Snapshot of a state.</param>
/// <param name="NextWake">The instant a state waits for, or null.</param>
public sealed record EntityFold(
    string Kind, int Shape,
    Func<string, object?> Initial, Func<object?, JournalEvent, object> Apply,
    Func<ReadOnlyMemory<byte>, object> Read, Func<object?, byte[]> Write, Func<object, DateTimeOffset?> NextWake)
{
    /// <summary>Every kind that Dispatch stores.</summary>
    public static IReadOnlyList<EntityFold> All { get; } =
    [
        Of<Ticket, TicketEvent>(), Of<Team, TeamEvent>(), Of<Customer, CustomerEvent>(), Of<Engineer, EngineerEvent>(), Of<EngineerDay, EngineerDayEvent>(),
        Of<Zone, ZoneEvent>(), Of<StockItem, StockEvent>(), Of<Warehouse, WarehouseEvent>(), Of<PublishedDocument, ConfigurationEvent>(),
        Of<SlaRollout, SlaRolloutEvent>(),
        OfPrincipals(), OfFact("file"), OfFact("demo"), OfFact("replay"),
    ];

    /// <summary>The fold of an entity that grains run.</summary>
    public static EntityFold Of<TState, TEvent>()
        where TState : class, IEntity<TState, TEvent>
        where TEvent : DomainEvent => new(
        TState.Kind, TState.Shape,
        TState.Initial,
        (state, stored) => ((TState)state!).Apply(Event<TEvent>(stored)),
        snapshot => JsonSerializer.Deserialize<TState>(snapshot.Span, DispatchJson.Stored)!,
        state => JsonSerializer.SerializeToUtf8Bytes((TState)state!, DispatchJson.Stored),
        state => ((TState)state).NextWake);

    /// <summary>The fold of things that are stored once and never change: the last event's body is the snapshot.</summary>
    public static EntityFold OfFact(string kind) => new(
        kind, Shape: 1, _ => null, (_, stored) => Json(stored.Body), snapshot => Json(snapshot),
        state => JsonSerializer.SerializeToUtf8Bytes((JsonElement)state!, DispatchJson.Stored), _ => null);

    private static EntityFold OfPrincipals() => new(
        "principal", Shape: 1, _ => null,
        (state, stored) => Principal.Apply((Principal?)state, Event<PrincipalEvent>(stored)),
        snapshot => JsonSerializer.Deserialize<Principal>(snapshot.Span, DispatchJson.Stored)!,
        state => JsonSerializer.SerializeToUtf8Bytes((Principal)state!, DispatchJson.Stored),
        _ => null);

    private static TEvent Event<TEvent>(JournalEvent stored) where TEvent : DomainEvent =>
        (TEvent?)EventKinds.Of<TEvent>().Read(stored.Kind, stored.Body.Span)
        ?? throw new NotSupportedException($"Version {stored.Version} is {stored.Kind}, which this program does not know.");

    private static JsonElement Json(ReadOnlyMemory<byte> body) => JsonSerializer.Deserialize<JsonElement>(body.Span, DispatchJson.Stored);
}
