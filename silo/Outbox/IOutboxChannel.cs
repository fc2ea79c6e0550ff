namespace Dispatch.Silo.Outbox;

/// <summary>A way out of the system, such as notices to people or a webhook.</summary>
public interface IOutboxChannel
{
    /// <summary>The name that messages address it by.</summary>
    string Name { get; }

    /// <summary>How many messages may be on their way at once.</summary>
    int AtOnce => 1;

    /// <summary>Sends a message, or throws. May get the same message again, so the receiver tells repeats by its id.</summary>
    Task<Delivery> Send(DueMessage message, CancellationToken cancellationToken);
}

/// <summary>A message whose time has come.</summary>
/// <param name="Id">Unique for ever: the same message sent twice has the same.</param>
/// <param name="EntityId">The entity whose commit wrote it.</param>
/// <param name="Attempts">How often it was tried before.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record DueMessage(string Id, string EntityId, string Channel, int Attempts, ReadOnlyMemory<byte> Body);
