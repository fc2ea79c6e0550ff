using System.Collections.Immutable;
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

    /// <summary>Merged tickets that are kept by name.</summary>
    private const int MostAbsorbed = 20;

    private static readonly TimeSpan JustAfter = TimeSpan.FromMilliseconds(1);

    /// <summary>Commands whose idempotency keys are kept.</summary>
    private const int MostKeys = 20;

    /// <inheritdoc />
    public static string Kind => "ticket";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    public static Ticket Initial(string id) => new(id);

    /// <summary>What it came in with; null until it is opened.</summary>
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

    /// <summary>Steps of the flow that were opened, oldest first.</summary>
    public ImmutableArray<TicketStep> Steps { get; init; } = [];

    /// <summary>Visits, oldest first.</summary>
    public ImmutableArray<WorkOrder> WorkOrders { get; init; } = [];

    /// <summary>Its SLA clocks.</summary>
    public SlaClocks Sla { get; init; } = SlaClocks.None;

    /// <summary>Fields of the case type as they stand: what came in, and what steps filled in.</summary>
    public Fields.FieldValues Data { get; init; } = Fields.FieldValues.Empty;

    /// <summary>When it came in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something last happened to it.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

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

    /// <summary>Open ticket of the customer that it looks like, or null.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Texts that search finds it by.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Idempotency keys of the last commands, newest last, each with what it was used for.</summary>
    public ImmutableArray<UsedKey> Keys { get; init; } = [];

    /// <summary>Level of escalation reached, 0 when none.</summary>
    public int EscalationLevel { get; init; }

    /// <summary>Escalation level at which the lead was called in and has not taken over yet, or null.</summary>
    public int? LeadCalled { get; init; }

    /// <summary>Whether work can still happen on it.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is TicketStatus.New or TicketStatus.Open or TicketStatus.Pending;

    /// <summary>Person who works on it: of the first active step, or the engineer of the next visit.</summary>
    [JsonIgnore]
    public string? Assignee => Steps.FirstOrDefault(step => step.State is StepState.Active)?.Assignee;

    /// <summary>Engineer of the next visit that is booked, or null.</summary>
    [JsonIgnore]
    public string? Engineer => WorkOrders.FirstOrDefault(order => order.IsOpen && order.Booking is not null)?.Booking!.Engineer;

    /// <summary>A step by instance id, or null.</summary>
    public TicketStep? StepOf(string instance) => Steps.FirstOrDefault(step => step.Instance == instance);

    /// <summary>A visit by id, or null.</summary>
    public WorkOrder? WorkOrderOf(string id) => WorkOrders.FirstOrDefault(order => order.Id == id);

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake
    {
        get
        {
            DateTimeOffset? next = IsOpen ? Sla.NextWake : null;
            if (Status is TicketStatus.Resolved)
                Earlier(ResolvedAt + CloseAfter);
            if (Status is TicketStatus.Pending)
                Earlier(HeldUntil);
            if (!IsOpen)
                return next;
            // A limit is kept at its instant and passed after it.
            foreach (var step in Steps)
                if (step.IsOpen && !step.Overdue)
                    Earlier(step.DueAt + JustAfter);
            foreach (var order in WorkOrders)
            {
                if (order.State is WorkOrderState.Booked)
                    Earlier(order.Booking!.AcceptBy + JustAfter);
                if (order.State is WorkOrderState.Unassigned)
                    Earlier(order.Since + WorkOrder.SeekAgainAfter);
            }
            return next;

            void Earlier(DateTimeOffset? instant)
            {
                if (instant is not null && (next is null || instant < next))
                    next = instant;
            }
        }
    }
}

/// <summary>A command's idempotency key and the body it came with.</summary>
public sealed record UsedKey(string Scope, string Key, string BodyHash);
