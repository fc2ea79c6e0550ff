namespace Dispatch.Grains.Journal;

/// <summary>A ticket as lists, boards and reports see it: no text, no personal data.</summary>
/// <param name="Id">Bare ticket id.</param>
/// <param name="DueAt">The nearest running SLA deadline, or null.</param>
public sealed record TicketRow(
    string Id,
    string Number,
    string Org,
    string Status,
    string Kind,
    string Channel,
    string Priority,
    string? Team,
    string? Assignee,
    string? Customer,
    string? Region,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DueAt)
{
    /// <summary>Version of the ticket that wrote the row.</summary>
    public long Version { get; init; }

    /// <summary>Name of the target that <see cref="DueAt"/> belongs to, or null.</summary>
    public string? DueTarget { get; init; }

    /// <summary>Whether any target has been breached.</summary>
    public bool Breached { get; init; }

    /// <summary>Escalation level reached, 0 when none.</summary>
    public int EscalationLevel { get; init; }

    /// <summary>When the ticket was resolved, or null.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When it was closed, cancelled or merged, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>First response, or null while there was none.</summary>
    public DateTimeOffset? RespondedAt { get; init; }

    /// <summary>Order number, product and external reference as the caller gave them.</summary>
    public string? OrderNumber { get; init; }

    /// <inheritdoc cref="OrderNumber" />
    public string? Product { get; init; }

    /// <inheritdoc cref="OrderNumber" />
    public string? ExternalRef { get; init; }

    /// <summary>Amount in minor units and its currency, or null.</summary>
    public long? AmountMinor { get; init; }

    /// <inheritdoc cref="AmountMinor" />
    public string? AmountCurrency { get; init; }

    /// <summary>WGS-84 degrees of the place, or null.</summary>
    public double? Longitude { get; init; }

    /// <inheritdoc cref="Longitude" />
    public double? Latitude { get; init; }

    /// <summary>Zone that holds the place, or null.</summary>
    public string? Zone { get; init; }

    /// <summary>Engineer booked for the next visit, or null.</summary>
    public string? Engineer { get; init; }

    /// <summary>How many of its visits nobody has; 0 once the ticket is over.</summary>
    public int Unbooked { get; init; }

    /// <summary>Steps waiting in team queues; see <see cref="WaitingStepRow"/>.</summary>
    public IReadOnlyList<WaitingStepRow> Waiting { get; init; } = [];

    /// <summary>Ids of the contents that search indexes for this ticket.</summary>
    public IReadOnlyList<string> ContentIds { get; init; } = [];
}

/// <summary>A step that waits in a team's queue: the durable truth of the queue, from which a team grain rebuilds its memory.</summary>
/// <param name="Step">Step instance id within the ticket, such as <c>s2</c>.</param>
/// <param name="Skills">Skills it needs, as <c>id:level</c>, space-separated.</param>
public sealed record WaitingStepRow(string Team, string Step, string Skills, DateTimeOffset Since);
