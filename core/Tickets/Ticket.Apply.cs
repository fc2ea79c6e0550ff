using System.Collections.Immutable;
using Dispatch.Flows;
using Dispatch.Sla;
using StepOpened = Dispatch.Flows.StepOpened;
using StepWithdrawn = Dispatch.Flows.StepWithdrawn;

namespace Dispatch.Tickets;

public sealed partial record Ticket
{
    /// <inheritdoc />
    public Ticket Apply(TicketEvent @event) => @event switch
    {
        TicketOpened e => this with
        {
            Facts = e.Facts, CaseType = e.CaseType, Priority = e.Facts.Priority ?? Priority, Data = e.Facts.Data,
            CreatedAt = e.At, UpdatedAt = e.At,
            Texts = [.. new[] { e.Facts.Description, e.Facts.Contact }.OfType<ContentRef>().Select(text => text.Id)],
        },
        TicketRouted e => this with { Routing = e, Team = e.Team, Priority = e.Priority },
        FlowAdvanced e => Advance(e) with { UpdatedAt = e.At },
        StepAssigned e => WithStep(e.Step, step => step with { State = StepState.Active, Assignee = e.Person, Team = e.Team, Since = e.At }) with
        {
            Status = Status is TicketStatus.New ? TicketStatus.Open : Status, UpdatedAt = e.At, LeadCalled = null,
        },
        StepTransferred e => WithStep(e.Step, step => step with
        {
            State = StepState.Waiting, Team = e.To, Assignee = null, Since = e.At, ReleasedFrom = step.ReleasedFrom.Remove(e.To).Add(e.From),
        }) with
        { Team = e.To, UpdatedAt = e.At },
        StepFinished e => this with { Data = Data.With(e.Data), UpdatedAt = e.At },
        ReplySent e => this with { RespondedAt = RespondedAt ?? e.At, UpdatedAt = e.At, Texts = Texts.Add(e.Text.Id) },
        ReplyReceived e => this with { UpdatedAt = e.At, Texts = Texts.Add(e.Text.Id) },
        NoteAdded e => this with { UpdatedAt = e.At },
        TicketHeld e => this with { Status = TicketStatus.Pending, HeldFor = e.Reason, HeldUntil = e.Until, UpdatedAt = e.At },
        TicketResumed e => this with { Status = Assignee is null && RespondedAt is null ? TicketStatus.New : TicketStatus.Open, HeldFor = null, HeldUntil = null, UpdatedAt = e.At },
        TicketResolved e => this with { Status = TicketStatus.Resolved, Resolution = e.Resolution, ResolvedAt = e.At, HeldFor = null, HeldUntil = null, UpdatedAt = e.At },
        TicketReopened e => this with { Status = TicketStatus.Open, Resolution = null, ResolvedAt = null, ClosedAt = null, UpdatedAt = e.At },
        TicketClosed e => this with { Status = TicketStatus.Closed, ClosedAt = e.At, UpdatedAt = e.At },
        TicketCancelled e => this with { Status = TicketStatus.Cancelled, ClosedAt = e.At, UpdatedAt = e.At },
        TicketMerged e => this with { Status = TicketStatus.Merged, MergedInto = e.Into, ClosedAt = e.At, UpdatedAt = e.At },
        TicketAbsorbed e => this with { Absorbed = [.. Absorbed.TakeLast(MostAbsorbed - 1), e.From], UpdatedAt = e.At },
        SignalReceived e => this with { UpdatedAt = e.At },
        PriorityChanged e => this with { Priority = e.After, UpdatedAt = e.At },
        DuplicateFlagged e => this with { DuplicateOf = e.Of },
        CommandKeyed e => this with { Keys = [.. Keys.TakeLast(MostKeys - 1), e.Key] },
        SlaMoved e => this with { Sla = e.Happenings.Aggregate(Sla, (clocks, happening) => clocks.Apply(happening)) },
        SlaWarned e => this with { Sla = Sla.Apply(e.Happening) },
        SlaBreached e => this with { Sla = Sla.Apply(e.Happening) },
        SlaEscalated e => this with { Sla = Sla.Apply(e.Happening), EscalationLevel = Math.Max(EscalationLevel, e.Happening.Level), LeadCalled = e.Happening.Actions.OfType<HandToLeadAction>().Any() ? e.Happening.Level : LeadCalled },
        VisitPlanned e => this with { WorkOrders = WorkOrders.Add(e.WorkOrder) },
        VisitBooked e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Booked, Booking = e.Booking, Misfits = [], Wanted = null, Since = e.At }),
        VisitUnassigned e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Unassigned, Misfits = e.Misfits, Since = e.At }),
        VisitSought e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Seeking, Attempt = order.Attempt + 1, Since = e.At }),
        VisitAccepted e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Accepted, Since = e.At }),
        VisitGivenUp e => WithOrder(e.WorkOrder, order => order.GiveUp(e)),
        EngineerDeparted e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Departed, Since = e.At }),
        EngineerArrived e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Arrived, Since = e.At }),
        VisitCompleted e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Done, UsedParts = e.UsedParts, Since = e.At }),
        VisitCancelled e => WithOrder(e.WorkOrder, order => order.Cancel(e)),
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };

    private Ticket Advance(FlowAdvanced e)
    {
        var steps = Steps;
        foreach (var happening in e.Happenings)
        {
            steps = happening switch
            {
                StepOpened opened => steps.Add(Open(opened, e)),
                StepCompleted done => Change(steps, done.Instance, step => step.Close(StepState.Done, done.Outcome, e.At)),
                StepWithdrawn gone => Change(steps, gone.Instance, step => step.Close(StepState.Cancelled, null, e.At)),
                StepOverdue late => Change(steps, late.Instance, step => step with { Overdue = true }),
                _ => steps,
            };
        }
        return this with { Steps = steps, Flow = Flow.Apply(e.Happenings) };
    }

    private static TicketStep Open(StepOpened opened, FlowAdvanced e)
    {
        var details = e.Opened.First(step => step.Instance == opened.Instance);
        return new(opened.Instance, opened.Step, opened.Kind, e.At)
        {
            Team = details.Team, Skills = details.Skills, DueAt = details.DueAt,
        };
    }

    private Ticket WithStep(string instance, Func<TicketStep, TicketStep> change) => this with { Steps = Change(Steps, instance, change) };

    private Ticket WithOrder(string id, Func<WorkOrder, WorkOrder> change)
    {
        var changed = WorkOrders.Select(order => order.Id == id ? change(order) : order).ToImmutableArray();
        return this with { WorkOrders = changed, UpdatedAt = changed.First(order => order.Id == id).Since };
    }

    private static ImmutableArray<TicketStep> Change(ImmutableArray<TicketStep> steps, string instance, Func<TicketStep, TicketStep> change) =>
        [.. steps.Select(step => step.Instance == instance ? change(step) : step)];
}
