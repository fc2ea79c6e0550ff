using System.Collections.Immutable;
using Dispatch.Fields;
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
            Facts = e.Facts with { Data = FieldValues.Empty }, CaseType = e.CaseType, Priority = e.Facts.Priority ?? Priority, Data = e.Facts.Data,
            CreatedAt = e.At, UpdatedAt = e.At,
            Texts = [.. new[] { e.Facts.Description, e.Facts.Contact }.OfType<ContentRef>().Select(text => text.Id)],
        },
        TicketRouted e => this with { Routing = e, Team = e.Team, Priority = e.Priority },
        FlowAdvanced e => Advance(e) with { UpdatedAt = e.At },
        StepAssigned e => WithStep(e.Step, step => step.Give(e)).Begin(e.At),
        StepTransferred e => WithStep(e.Step, step => step.Move(e)) with { Team = Team == e.From ? e.To : Team, UpdatedAt = e.At },
        StepFinished e => Begin(e.At) with { Data = Data.With(e.Data) },
        ReplySent e => Begin(e.At) with { RespondedAt = RespondedAt ?? e.At, Texts = TextsWith(e.Text) },
        ReplyReceived e => this with { UpdatedAt = e.At, Texts = TextsWith(e.Text) },
        NoteAdded e => this with { UpdatedAt = e.At },
        TicketHeld e => this with { Status = TicketStatus.Pending, HeldFor = e.Reason, HeldUntil = e.Until, UpdatedAt = e.At },
        TicketResumed e => this with
        {
            Status = StartedAt is null ? TicketStatus.New : TicketStatus.Open, HeldFor = null, HeldUntil = null, UpdatedAt = e.At,
        },
        TicketResolved e => Over(TicketStatus.Resolved, e.At) with { Resolution = e.Resolution, ResolvedAt = e.At },
        TicketReopened e => this with
        {
            Status = TicketStatus.Open, Resolution = null, ResolvedAt = null, ClosedAt = null, UpdatedAt = e.At,
        },
        TicketClosed e => this with { Status = TicketStatus.Closed, ClosedAt = e.At, UpdatedAt = e.At },
        TicketCancelled e => Over(TicketStatus.Cancelled, e.At) with { ClosedAt = e.At },
        TicketMerged e => Over(TicketStatus.Merged, e.At) with { ClosedAt = e.At, MergedInto = e.Into },
        TicketAbsorbed e => this with { Absorbed = [.. Absorbed.TakeLast(MostAbsorbed - 1), e.From], UpdatedAt = e.At },
        SignalReceived e => this with { UpdatedAt = e.At },
        PriorityChanged e => this with { Priority = e.After, UpdatedAt = e.At },
        PlaceSet e => Move(e),
        DuplicateFlagged => this,
        CommandKeyed e => this with { Keys = [.. Keys.TakeLast(MostKeys - 1), e.Key] },
        NewsHeard e => Hear(e.News),
        SlaMoved e => this with { Sla = e.Happenings.Aggregate(Sla, (clocks, happening) => clocks.Apply(happening)) },
        SlaWarned e => this with { Sla = Sla.Apply(e.Happening) },
        SlaBreached e => this with { Sla = Sla.Apply(e.Happening) },
        SlaEscalated e => this with
        {
            Sla = Sla.Apply(e.Happening), EscalationLevel = Math.Max(EscalationLevel, e.Happening.Level),
            LeadCalled = e.Happening.Actions.OfType<HandToLeadAction>().Any() ? e.Happening.Level : LeadCalled,
        },
        StepLimitsMoved e => e.Limits.Aggregate(this, (ticket, moved) =>
            ticket.WithStep(moved.Step, step => step with { DueAt = moved.DueAt, LimitLeft = moved.Left })),
        TaskStarted e => this with
        {
            TasksStarted = TasksStarted + 1, UpdatedAt = e.At,
            Steps = Last(Steps.Add(new(e.Task, TicketStep.Task, StepKind.Team, e.At) { Name = e.Name, Team = e.Team })),
        },
        TaskEnded e => this with
        {
            UpdatedAt = e.At,
            Steps = Last(Change(Steps, e.Task, step => step.Close(e.Done ? StepState.Done : StepState.Cancelled, outcome: null, e.At))),
        },
        WatcherAdded e => this with { Watchers = Watchers.Add(e.Person), UpdatedAt = e.At },
        WatcherRemoved e => this with { Watchers = Watchers.Remove(e.Person), UpdatedAt = e.At },
        TierChanged e => this with { Facts = Facts! with { CustomerTier = e.After }, UpdatedAt = e.At },
        EscalationTaken e => Begin(e.At),
        LeadAwaited e => this with { LeadAwaited = e.Level, UpdatedAt = e.At },
        VisitPlanned e => this with { WorkOrders = WorkOrders.Add(e.WorkOrder), VisitsPlanned = VisitsPlanned + 1 },
        VisitBooked e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Booked, Booking = e.Booking, Wanted = null, Since = e.At }),
        AppointmentChosen e => WithOrder(e.WorkOrder, order => order with { Window = e.Window, Attempt = e.Attempt, Reasons = [] }),
        VisitMoved e => WithOrder(e.WorkOrder, order => order.Move(e)),
        VisitPinned e => WithOrder(e.WorkOrder, order => order with { Pinned = e.Pinned }),
        VisitUnassigned e => WithOrder(e.WorkOrder, order => order.Unassign(e)),
        VisitSought e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Seeking, Attempt = order.Attempt + 1, Reasons = [], Since = e.At }),
        VisitAccepted e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Accepted, Since = e.At }).Begin(e.At),
        VisitGivenUp e => WithOrder(e.WorkOrder, order => order.GiveUp(e)),
        EngineerDeparted e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Departed, Since = e.At }),
        EngineerArrived e => WithOrder(e.WorkOrder, order => order with { State = WorkOrderState.Arrived, Since = e.At }),
        VisitCompleted e => WithOrder(e.WorkOrder, order => order.Complete(e)),
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
        return this with { Steps = Last(steps), Flow = Flow.Apply(e.Happenings) };
    }

    private static TicketStep Open(StepOpened opened, FlowAdvanced e)
    {
        var details = e.Opened.First(step => step.Instance == opened.Instance);
        return new(opened.Instance, opened.Step, opened.Kind, e.At)
        {
            Team = details.Team, Skills = details.Skills, DueAt = details.DueAt,
        };
    }

    /// <summary>It is somewhere else. Search finds it by the newest address that was entered, and by that which it came in with.</summary>
    private Ticket Move(PlaceSet e)
    {
        var moved = this with
        {
            Facts = Facts! with { Place = e.Place, Zone = e.Zone, SiteTimeZone = e.SiteTimeZone ?? Facts.SiteTimeZone }, UpdatedAt = e.At,
        };
        if (e.Address is not { } address)
            return moved;
        var others = this with { Texts = Address is { } before ? Texts.Remove(before.Id) : Texts };
        return moved with { Address = address, Texts = others.TextsWith(address) };
    }

    /// <summary>Somebody works on it.</summary>
    private Ticket Begin(DateTimeOffset at) => this with
    {
        Status = Status is TicketStatus.New ? TicketStatus.Open : Status, StartedAt = StartedAt ?? at, UpdatedAt = at,
    };

    private Ticket Over(TicketStatus status, DateTimeOffset at) => this with
    {
        Status = status, HeldFor = null, HeldUntil = null, LeadCalled = null, LeadAwaited = null, UpdatedAt = at,
    };

    private Ticket Hear(ImmutableArray<string> news) => this with
    {
        Steps = Last([.. Steps.Select(step => step with
        {
            ReleasedFrom = step.ReleasedFrom.RemoveAll(former => news.Contains(TicketNews.Released(step, former))),
        })]),
        WorkOrders = Last([.. WorkOrders.Select(order => order with
        {
            GivenUp = order.GivenUp.RemoveAll(former => news.Contains(TicketNews.GivenUp(order, former))),
            Settled = order.Settled || (!order.IsOpen && news.Contains(TicketNews.Visit(order))),
        })]),
        LeadCalled = LeadCalled is { } level && news.Contains(TicketNews.Lead(level)) ? null : LeadCalled,
    };

    // The texts it came in with stay; of the messages the oldest go.
    private ImmutableArray<string> TextsWith(ContentRef text) => (Texts.Length < MostTexts ? Texts : Texts.RemoveAt(2)).Add(text.Id);

    private static ImmutableArray<TicketStep> Last(ImmutableArray<TicketStep> steps) =>
        Without(
            Without(steps, step => step is { IsTask: true, IsOpen: false, ReleasedFrom.IsEmpty: true }, MostClosedTasks),
            step => !step.IsOpen && step.ReleasedFrom.IsEmpty, MostClosedSteps);

    private static ImmutableArray<WorkOrder> Last(ImmutableArray<WorkOrder> orders) =>
        Without(orders, order => order.Settled && order.GivenUp.IsEmpty, MostClosedVisits);

    private static ImmutableArray<T> Without<T>(ImmutableArray<T> items, Func<T, bool> over, int most) where T : class
    {
        var surplus = items.Count(over) - most;
        return surplus <= 0 ? items : items.RemoveAll(item => over(item) && surplus-- > 0);
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
