using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>How a published policy or calendar reaches the tickets that are open: page by page, oldest ticket first, and how far it has come.</summary>
/// <param name="Id">Kind, id and version of the document, as <see cref="IdOf"/> writes them.</param>
public sealed record SlaRollout(string Id) : IEntity<SlaRollout, SlaRolloutEvent>
{
    /// <summary>How long after its beginning the last look is taken: until then a process that has not heard of the document may have opened a ticket by the version before.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public static string Kind => "sla-rollout";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    public static SlaRollout Initial(string id) => new(id);

    /// <summary>What was published; null before the rollout begins.</summary>
    public DocumentRef? Document { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether a later version of the document took over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Superseded { get; init; }

    /// <summary>Tickets that were open when it began.</summary>
    public int Open { get; init; }

    /// <summary>Tickets looked at.</summary>
    public int LookedAt { get; init; }

    /// <summary>Those of them that go on by what was published.</summary>
    public int Changed { get; init; }

    /// <summary>Those of the changed ones of which a deadline or the state of a clock is another.</summary>
    public int Moved { get; init; }

    /// <summary>Those of which a deadline has passed by what was published, and had not before.</summary>
    public int Breached { get; init; }

    /// <summary>Up to which ticket it has come; null before the first.</summary>
    public RolloutPlace? Cursor { get; init; }

    /// <summary>Tickets of the last page that are to change. They have when the next page is noted.</summary>
    public ImmutableArray<string> Moving { get; init; } = [];

    /// <summary>Whether the last look is taken, at the tickets that came in since it began.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LooksAgain { get; init; }

    /// <summary>When the next page is due.</summary>
    public DateTimeOffset? NextPageAt { get; init; }

    /// <summary>Whether it has begun and not ended.</summary>
    [JsonIgnore]
    public bool GoesOn => StartedAt is not null && FinishedAt is null;

    /// <summary>Rollouts are the company's: the root of all org paths.</summary>
    [JsonIgnore]
    public string Org => "";

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake => GoesOn ? NextPageAt : null;

    /// <summary>Bare id of a document's rollout.</summary>
    public static string IdOf(DocumentRef document) => $"{document.Kind}-{document.Id}-{document.Version}";

    /// <inheritdoc />
    public SlaRollout Apply(SlaRolloutEvent @event) => @event switch
    {
        RolloutBegun e => this with { Document = e.Document, Open = e.Open, StartedAt = e.At, NextPageAt = e.At },
        RolloutAdvanced e => this with
        {
            LookedAt = LookedAt + e.LookedAt, Changed = Changed + e.Moving.Length, Moved = Moved + e.Moved, Breached = Breached + e.Breached,
            Moving = e.Moving, Cursor = e.UpTo, NextPageAt = e.At,
        },
        RolloutPassed e => this with { LooksAgain = true, Cursor = e.From, Moving = [], NextPageAt = e.AgainAt },
        RolloutFinished e => this with { FinishedAt = e.At, Superseded = e.Superseded, Moving = [], NextPageAt = null },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };
}

/// <summary>A place between two tickets in the order in which they came in.</summary>
/// <param name="CreatedAt">When the ticket before it came in.</param>
/// <param name="Ticket">Bare id of the ticket before it.</param>
public sealed record RolloutPlace(DateTimeOffset CreatedAt, string Ticket);
