using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Configuration;
using Dispatch.Flows;
using Dispatch.Planning;
using StepOpened = Dispatch.Flows.StepOpened;
using StepWithdrawn = Dispatch.Flows.StepWithdrawn;

namespace Dispatch.Tickets;

/// <summary>One decision in the making: what has happened so far in it, and the ticket as that leaves it.</summary>
/// <remarks>A fact has consequences in the flow and in the clocks; each sees what came before it.</remarks>
internal sealed class TicketTurn(Ticket ticket, TicketRules rules, DateTimeOffset now)
{
    private readonly List<DomainEvent> events = [];

    public Ticket Ticket { get; private set; } = ticket;

    public TicketRules Rules { get; } = rules;

    public ConfigurationSnapshot Configuration => Rules.Configuration;

    /// <summary>When somebody looks.</summary>
    public DateTimeOffset SeenAt { get; } = now;

    /// <summary>The instant at which things happen: earlier than <see cref="SeenAt"/> while the ticket catches up with what fell due.</summary>
    public DateTimeOffset Now { get; private set; } = now;

    public Flow Flow => Configuration.Exact(CaseTypes.Kind, Ticket.CaseType!.Id, Ticket.CaseType.Version)?.Value.Flow
        ?? throw new InvalidOperationException($"{Ticket.CaseType} is not in the configuration.");

    public Decision Accept() => Decision.Accept(events);

    public void At(DateTimeOffset instant) => Now = instant;

    public TicketTurn Note(TicketEvent @event)
    {
        events.Add(@event);
        Ticket = Ticket.Apply(@event);
        return this;
    }

    /// <summary>Clocks moved. What several facts of one instant do to them is one event.</summary>
    public TicketTurn Note(SlaMoved moved)
    {
        if (events is [.., SlaMoved before] && before.At == moved.At)
        {
            events.RemoveAt(events.Count - 1);
            events.Add(before with { Happenings = before.Happenings.AddRange(moved.Happenings) });
            Ticket = Ticket.Apply(moved);
            return this;
        }
        return Note((TicketEvent)moved);
    }

    /// <summary>Takes what the flow did into the ticket: steps, visits, clocks of steps, and the end.</summary>
    public TicketTurn Advance(FlowAdvance advance)
    {
        if (advance.Happenings.Count is 0)
            return this;
        var opened = advance.Happenings.OfType<StepOpened>().Select(Describe).ToImmutableArray();
        Note(new FlowAdvanced([.. advance.Happenings], opened, Now));
        foreach (var happening in advance.Happenings)
        {
            if (happening is StepOpened { Kind: StepKind.Visit } visit)
                Plan(PlanVisit(visit));
            if (happening is StepWithdrawn gone)
                CancelVisits(gone.Instance);
            // A limit that leads on leaves the visit behind.
            if (happening is StepCompleted { Outcome: WorkStep.LimitPassed } late)
                CancelVisits(late.Instance);
        }
        Clocks.Steps(this, advance.Happenings);
        Clocks.AlignLimits(this);
        if (advance.Happenings.OfType<FlowEnded>().FirstOrDefault() is { } end && Ticket.IsOpen)
            Resolve(end.Resolution, note: null);
        return this;
    }

    /// <summary>The work is done, by the flow's end or by hand.</summary>
    public TicketTurn Resolve(string resolution, ContentRef? note)
    {
        Note(new TicketResolved(resolution, note, Now));
        Clocks.React(this, new Dispatch.Sla.Resolved());
        return EndTasks();
    }

    /// <summary>Takes back what is still open in the flow.</summary>
    public TicketTurn StopFlow() => Ticket.Flow.Phase is FlowPhase.Running ? Advance(FlowEngine.Cancel(Ticket.Flow)) : this;

    /// <summary>Tasks besides the flow end with the ticket.</summary>
    public TicketTurn EndTasks()
    {
        foreach (var task in Ticket.Steps.Where(step => step is { IsTask: true, IsOpen: true }))
            Note(new TaskEnded(task.Instance, Done: false, Note: null, Now));
        return this;
    }

    private void CancelVisits(string step)
    {
        foreach (var order in Ticket.WorkOrders.Where(order => order.Step == step && order.IsOpen))
        {
            Note(new VisitCancelled(order.Id, Now));
            Clocks.React(this, new Dispatch.Sla.VisitWithdrawn(order.Id));
        }
    }

    private void Plan(WorkOrder order)
    {
        Note(new VisitPlanned(order));
        Clocks.React(this, new Dispatch.Sla.VisitPlanned(order.Id));
    }


    private OpenedStep Describe(StepOpened opened)
    {
        var step = (OpenableStep)Flow[opened.Step];
        var skills = step is WorkStep work ? Demand.Of(RoutedSkills(step), work.Skills) : [];
        var team = step is TeamStep desk ? desk.Team is TeamStep.Routed ? Ticket.Team : desk.Team : null;
        return new(opened.Instance, team, skills, Clocks.LimitOf(this, step.Limit));
    }

    /// <summary>What routing asks for is what the case needs at its hardest: on site where the flow goes there, else at the desk.</summary>
    private ImmutableArray<Skill> RoutedSkills(OpenableStep step) =>
        step is VisitStep || !Flow.Definition.Steps.OfType<VisitStep>().Any() ? Ticket.Routing?.Skills ?? [] : [];

    private WorkOrder PlanVisit(StepOpened opened)
    {
        var step = (VisitStep)Flow[opened.Step];
        var fields = new TicketFieldSource(Ticket);
        return new(string.Create(CultureInfo.InvariantCulture, $"w{Ticket.VisitsPlanned + 1}"), opened.Instance)
        {
            Skills = Demand.Of(RoutedSkills(step), step.Skills),
            Minutes = step.Minutes,
            Window = Demand.WindowOf(step.Window, Ticket.Facts!.VisitWindow, fields, Now),
            Parts = Demand.PartsOf(step, Ticket.Facts!.Parts, fields),
            Attempt = 1,
            Since = Now,
        };
    }
}
