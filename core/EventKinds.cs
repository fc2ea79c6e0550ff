using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch;

/// <summary>The published kinds of one union of events, read off its <see cref="JsonDerivedTypeAttribute"/>s.</summary>
/// <remarks>The journal keeps the kind in its own column, so bodies carry no discriminator.</remarks>
public sealed class EventKinds
{
    private static readonly ConcurrentDictionary<Type, EventKinds> ByUnion = new();
    private readonly Dictionary<Type, string> kinds;
    private readonly Dictionary<string, Type> types;

    private EventKinds(Type union)
    {
        kinds = union.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .ToDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);
        types = kinds.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }

    /// <summary>The kinds of the union whose base is <typeparamref name="TEvent"/>.</summary>
    public static EventKinds Of<TEvent>() where TEvent : DomainEvent => Of(typeof(TEvent));

    /// <summary>The kinds of a union by its base.</summary>
    public static EventKinds Of(Type union) => ByUnion.GetOrAdd(union, static each => new(each));

    /// <summary>All kinds of the union, in no particular order.</summary>
    public IReadOnlyCollection<string> All => types.Keys;

    /// <summary>The published kind of an event, such as <c>ticket-opened.v1</c>.</summary>
    public string KindOf(DomainEvent @event) => kinds.TryGetValue(@event.GetType(), out var kind)
        ? kind
        : throw new NotSupportedException($"{@event.GetType().Name} has no published kind: add a JsonDerivedType to its base.");

    /// <summary>The event's body as UTF-8 JSON.</summary>
    public static byte[] Write(DomainEvent @event) => JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), DispatchJson.Stored);

    /// <summary>Reads a body back; null when this process does not know the kind.</summary>
    public DomainEvent? Read(string kind, ReadOnlySpan<byte> body) => types.TryGetValue(kind, out var type)
        ? (DomainEvent?)JsonSerializer.Deserialize(body, type, DispatchJson.Stored)
        : null;
}
