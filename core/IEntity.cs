namespace Dispatch;

/// <summary>An entity's state: a fold over its events, stored as a snapshot with every commit.</summary>
/// <typeparam name="TSelf">The state itself.</typeparam>
/// <typeparam name="TEvent">The union of its events.</typeparam>
public interface IEntity<TSelf, in TEvent>
    where TSelf : class, IEntity<TSelf, TEvent>
    where TEvent : DomainEvent
{
    /// <summary>Kind of entity: the first segment of its key.</summary>
    static abstract string Kind { get; }

    /// <summary>Number of the snapshot's shape. A process refuses a snapshot of a higher shape than it knows.</summary>
    static abstract int Shape { get; }

    /// <summary>The state before the first event.</summary>
    /// <param name="id">Bare id, without the kind.</param>
    static abstract TSelf Initial(string id);

    /// <summary>Org path that owns the entity.</summary>
    string Org { get; }

    /// <summary>The earliest instant at which this state changes by itself, or null.</summary>
    DateTimeOffset? NextWake { get; }

    /// <summary>The state after one more event.</summary>
    TSelf Apply(TEvent @event);
}
