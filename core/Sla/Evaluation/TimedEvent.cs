using System.Text.Json.Serialization;
using Dispatch.Fields;

namespace Dispatch.Sla;

/// <summary>Something that happened to a ticket, as somebody tells it who asks what a policy would make of it.</summary>
/// <param name="At">When.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TicketOpenedAt), "opened")]
[JsonDerivedType(typeof(RespondedAt), "responded")]
[JsonDerivedType(typeof(CustomerWroteAt), "customerWrote")]
[JsonDerivedType(typeof(AssignedAt), "assigned")]
[JsonDerivedType(typeof(HeldAt), "held")]
[JsonDerivedType(typeof(ResumedAt), "resumed")]
[JsonDerivedType(typeof(PriorityChangedAt), "priorityChanged")]
[JsonDerivedType(typeof(StepOpenedAt), "stepOpened")]
[JsonDerivedType(typeof(StepDoneAt), "stepDone")]
[JsonDerivedType(typeof(TeamChangedAt), "teamChanged")]
[JsonDerivedType(typeof(VisitPlannedAt), "visitPlanned")]
[JsonDerivedType(typeof(DepartedAt), "departed")]
[JsonDerivedType(typeof(ArrivedAt), "arrived")]
[JsonDerivedType(typeof(ResolvedAt), "resolved")]
[JsonDerivedType(typeof(ReopenedAt), "reopened")]
[JsonDerivedType(typeof(CancelledAt), "cancelled")]
public abstract record TimedEvent(DateTimeOffset At)
{
    /// <summary>What the clocks hear of it.</summary>
    [JsonIgnore]
    internal abstract SlaFact Fact { get; }

    /// <summary>How the ticket stands after it.</summary>
    internal virtual SlaSituation After(SlaSituation situation) => situation;
}

/// <summary>The ticket came in: always the first.</summary>
public sealed record TicketOpenedAt(DateTimeOffset At, Priority Priority = Priority.Normal) : TimedEvent(At)
{
    /// <summary>Values of its fields, for conditions.</summary>
    public FieldValues Fields { get; init; } = FieldValues.Empty;

    internal override SlaFact Fact => new Opened();

    internal override SlaSituation After(SlaSituation situation) => situation with { Priority = Priority, Fields = Fields, OpenedAt = At, Status = StatusCategory.New };
}

/// <summary>The company wrote to the customer.</summary>
public sealed record RespondedAt(DateTimeOffset At) : TimedEvent(At)
{
    internal override SlaFact Fact => new Responded();

    internal override SlaSituation After(SlaSituation situation) => situation with { Responded = true, Status = StatusCategory.Open };
}

/// <summary>The customer wrote.</summary>
public sealed record CustomerWroteAt(DateTimeOffset At) : TimedEvent(At)
{
    internal override SlaFact Fact => new CustomerWrote();
}

/// <summary>A person got it.</summary>
public sealed record AssignedAt(DateTimeOffset At) : TimedEvent(At)
{
    internal override SlaFact Fact => new Assigned();

    internal override SlaSituation After(SlaSituation situation) => situation with { Status = StatusCategory.Open };
}

/// <summary>It was put on hold.</summary>
/// <param name="Reason">Code of the reason.</param>
public sealed record HeldAt(DateTimeOffset At, string Reason) : TimedEvent(At)
{
    internal override SlaFact Fact => new Held();

    internal override SlaSituation After(SlaSituation situation) => situation with { HeldFor = Reason, Status = StatusCategory.Held };
}

/// <summary>The hold ended.</summary>
public sealed record ResumedAt(DateTimeOffset At) : TimedEvent(At)
{
    internal override SlaFact Fact => new HoldEnded();

    internal override SlaSituation After(SlaSituation situation) => situation with { HeldFor = null, Status = StatusCategory.Open };
}

/// <summary>It became more or less urgent.</summary>
public sealed record PriorityChangedAt(DateTimeOffset At, Priority Priority) : TimedEvent(At)
{
    internal override SlaFact Fact => new PriorityChanged();

    internal override SlaSituation After(SlaSituation situation) => situation with { Priority = Priority };
}

/// <summary>A step of the flow was opened.</summary>
/// <param name="Step">Id of the step, here also of the instance.</param>
public sealed record StepOpenedAt(DateTimeOffset At, string Step) : TimedEvent(At)
{
    internal override SlaFact Fact => new StepOpened(Step, Step);

    internal override SlaSituation After(SlaSituation situation) => situation with { Steps = situation.Steps.Add(Step) };
}

/// <summary>A step of the flow was completed.</summary>
public sealed record StepDoneAt(DateTimeOffset At, string Step) : TimedEvent(At)
{
    internal override SlaFact Fact => new StepDone(Step);

    internal override SlaSituation After(SlaSituation situation) => situation with { Steps = situation.Steps.Remove(Step) };
}

/// <summary>Another team has it, and no other.</summary>
public sealed record TeamChangedAt(DateTimeOffset At, string Team) : TimedEvent(At)
{
    internal override SlaFact Fact => new Moved();

    internal override SlaSituation After(SlaSituation situation) => situation with { Teams = [Team] };
}

/// <summary>A visit was planned.</summary>
/// <param name="Visit">Any id.</param>
public sealed record VisitPlannedAt(DateTimeOffset At, string Visit) : TimedEvent(At)
{
    internal override SlaFact Fact => new VisitPlanned(Visit);
}

/// <summary>An engineer set out.</summary>
public sealed record DepartedAt(DateTimeOffset At, string Visit) : TimedEvent(At)
{
    internal override SlaFact Fact => new Departed(Visit);
}

/// <summary>An engineer is on site.</summary>
public sealed record ArrivedAt(DateTimeOffset At, string Visit) : TimedEvent(At)
{
    internal override SlaFact Fact => new Arrived(Visit);
}

/// <summary>The work ended with a result.</summary>
public sealed record ResolvedAt(DateTimeOffset At) : TimedEvent(At)
{
    internal override SlaFact Fact => new Resolved();

    internal override SlaSituation After(SlaSituation situation) => situation with { HeldFor = null, Steps = [], Teams = [] };
}

/// <summary>It is worked on again.</summary>
public sealed record ReopenedAt(DateTimeOffset At) : TimedEvent(At)
{
    internal override SlaFact Fact => new Reopened();

    internal override SlaSituation After(SlaSituation situation) => situation with { Status = StatusCategory.Open };
}

/// <summary>It ended without result.</summary>
public sealed record CancelledAt(DateTimeOffset At) : TimedEvent(At)
{
    internal override SlaFact Fact => new Cancelled();
}
