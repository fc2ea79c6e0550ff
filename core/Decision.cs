namespace Dispatch;

/// <summary>Something that happened to one entity. Kinds are published (<c>ticket-opened.v1</c>) and never change meaning.</summary>
public abstract record DomainEvent;

/// <summary>What a command comes to: events to commit, or a refusal. Refusals are values; exceptions mean bugs or outages.</summary>
public sealed record Decision
{
    private static readonly Decision Nothing = new([], null);

    private Decision(IReadOnlyList<DomainEvent> events, Rejection? rejection) => (Events, Rejection) = (events, rejection);

    /// <summary>Events in the order they happened; empty when nothing changes.</summary>
    public IReadOnlyList<DomainEvent> Events { get; }

    /// <summary>Why the command was refused; null when it was accepted.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Accepts with these events; none means that the command changes nothing.</summary>
    public static Decision Accept(params IReadOnlyList<DomainEvent> events) => events.Count is 0 ? Nothing : new(events, null);

    /// <summary>Refuses with a stable code and the arguments of its sentence.</summary>
    public static Decision Reject(RejectionCode code, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        new([], Rejection.Of(code, arguments));

    /// <summary>Passes a refusal on.</summary>
    public static Decision Reject(Rejection rejection) => new([], rejection);
}
