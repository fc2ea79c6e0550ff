using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Dispatch.Configuration;
using Dispatch.Flows;
using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>A case from the first word to the last: facts, flow, steps, visits and clocks.</summary>
public sealed partial record Ticket(string Id) : IEntity<Ticket, TicketEvent>
{
    /// <summary>How long a resolved ticket stays open to the customer before it closes by itself.</summary>
    public static readonly TimeSpan CloseAfter = TimeSpan.FromDays(7);

    // A snapshot stays small however long a case goes on: the journal keeps everything.
    private const int MostAbsorbed = 20;
    private const int MostKeys = 20;
    private const int MostTexts = 60;
    private const int MostClosedSteps = 8;
    private const int MostClosedTasks = 2;
    private const int MostClosedVisits = 3;

    /// <inheritdoc />
    public static string Kind => "ticket";

    /// <inheritdoc />
    public static int Shape => 2;

    /// <inheritdoc />
    public static Ticket Initial(string id) => new(id);

    /// <summary>What it came in with, without the fields that <see cref="Data"/> keeps; null until it is opened.</summary>
    public OpenTicket? Facts { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public string Org => Facts?.Org ?? "";

    /// <summary>Where it stands.</summary>
    public TicketStatus Status { get; init; }

    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>The flow it runs through.</summary>
    public DocumentRef? CaseType { get; init; }

    /// <summary>Why it was routed as it was.</summary>
    public TicketRouted? Routing { get; init; }

    /// <summary>Team that answers for the case: the routed one, or the one it was transferred to.</summary>
    public string? Team { get; init; }

    /// <summary>Where the flow stands.</summary>
    public FlowState Flow { get; init; } = FlowState.NotStarted;

    /// <summary>Steps of the flow, oldest first: all that are open and the last that were closed.</summary>
    public ImmutableArray<TicketStep> Steps { get; init; } = [];

    /// <summary>Visits, oldest first: all that are open and the last that are over.</summary>
    public ImmutableArray<WorkOrder> WorkOrders { get; init; } = [];

    /// <summary>How many visits were ever planned: numbers the next one.</summary>
    public int VisitsPlanned { get; init; }

    /// <summary>Its SLA clocks.</summary>
    public SlaClocks Sla { get; init; } = SlaClocks.None;

    /// <summary>Fields of the case type as they stand: what came in, and what steps filled in.</summary>
    public Fields.FieldValues Data { get; init; } = Fields.FieldValues.Empty;

    /// <summary>Street address that was entered after it came in; null while that of the contact holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ContentRef? Address { get; init; }

    /// <summary>When it came in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something last happened to it.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When somebody first worked on it; null while nobody has.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>First answer to the customer, or null.</summary>
    public DateTimeOffset? RespondedAt { get; init; }

    /// <summary>When it was last resolved; null while it is not.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When it ended for good, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How it was resolved, or null.</summary>
    public string? Resolution { get; init; }

    /// <summary>Code of the reason for which it is held, or null.</summary>
    public string? HeldFor { get; init; }

    /// <summary>When a hold ends by itself, or null.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Ticket under which it goes on, or null.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Tickets that go on under this one, oldest first; the last few.</summary>
    public ImmutableArray<string> Absorbed { get; init; } = [];

    /// <summary>Texts that search finds it by: those it came in with and the latest messages.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Idempotency keys of the last commands, newest last, each with what it was used for.</summary>
    public ImmutableArray<UsedKey> Keys { get; init; } = [];

    /// <summary>People who follow it, in the order they began.</summary>
    public ImmutableArray<string> Watchers { get; init; } = [];

    /// <summary>How many tasks were ever started besides the flow: numbers the next one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int TasksStarted { get; init; }

    /// <summary>Level of escalation reached, 0 when none.</summary>
    public int EscalationLevel { get; init; }

    /// <summary>Escalation level at which the lead was called in and has not taken over yet, or null.</summary>
    public int? LeadCalled { get; init; }

    /// <summary>Escalation level for which the lead was called in and found away, or null.</summary>
    public int? LeadAwaited { get; init; }

    /// <summary>Whether work can still happen on it.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is TicketStatus.New or TicketStatus.Open or TicketStatus.Pending;

    /// <summary>Person who works on it: the one who has the first active step, or null.</summary>
    [JsonIgnore]
    public string? Assignee => Steps.FirstOrDefault(step => step.State is StepState.Active)?.Assignee;

    /// <summary>Engineer of the next visit that is booked, or null.</summary>
    [JsonIgnore]
    public string? Engineer => WorkOrders.FirstOrDefault(order => order.IsOpen && order.Booking is not null)?.Booking!.Engineer;

    /// <summary>The clock whose deadline is nearest; null when none runs.</summary>
    [JsonIgnore]
    public SlaClock? NearestDue => IsOpen ? Sla.NearestDue : null;

    /// <summary>A step by instance id, or null.</summary>
    public TicketStep? StepOf(string instance) => Steps.FirstOrDefault(step => step.Instance == instance);

    /// <summary>A visit by id, or null.</summary>
    public WorkOrder? WorkOrderOf(string id) => WorkOrders.FirstOrDefault(order => order.Id == id);

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake => Awaited().Min();

    // What is in time at its instant is late a millisecond after it.
    private IEnumerable<DateTimeOffset?> Awaited()
    {
        if (Status is TicketStatus.Resolved)
            yield return ResolvedAt + CloseAfter;
        if (!IsOpen)
            yield break;
        yield return Sla.NextWake;
        yield return HeldUntil;
        foreach (var step in Steps)
            if (step.IsOpen && !step.Overdue)
                yield return step.DueAt?.AddMilliseconds(1);
        foreach (var order in WorkOrders)
            yield return order.NextWake;
    }
}

/// <summary>A command's idempotency key and the body it came with, as hashes of a fixed length.</summary>
/// <param name="Id">Of scope and key.</param>
/// <param name="Body">Of the body.</param>
public sealed record UsedKey(string Id, string Body)
{
    private const int Length = 24;

    /// <summary>The key of a scope.</summary>
    /// <param name="bodyHash">SHA-256 of the body, hex.</param>
    public static UsedKey Of(string scope, string key, string bodyHash) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}")))[..Length], bodyHash.Length > Length ? bodyHash[..Length] : bodyHash);
}
