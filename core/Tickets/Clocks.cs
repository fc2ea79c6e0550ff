using System.Collections.Immutable;
using Dispatch.Flows;
using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>The ticket's side of its SLA clocks: tells them facts, takes what they say into the ticket, and does what escalations ask.</summary>
internal static class Clocks
{
    public static void Open(TicketTurn turn) => Take(turn,
        SlaDecisions.Open(turn.Rules.Sla, Situation(turn), turn.Now));

    public static void React(TicketTurn turn, SlaFact fact) => Take(turn,
        SlaDecisions.React(turn.Ticket.Sla, fact, Situation(turn), turn.Rules.Sla, turn.Now));

    public static void Wake(TicketTurn turn)
    {
        if (turn.Ticket.IsOpen)
            Take(turn, SlaDecisions.Wake(turn.Ticket.Sla, Situation(turn), turn.Rules.Sla, turn.Now));
    }

    /// <summary>Clocks of steps that people work on follow the flow; a wait is no promise.</summary>
    public static void Steps(TicketTurn turn, IEnumerable<FlowHappening> happenings)
    {
        if (turn.Ticket.Sla.Policy is null)
            return;
        foreach (var happening in happenings)
        {
            SlaFact? fact = happening switch
            {
                Flows.StepOpened opened when turn.Flow[opened.Step] is WorkStep work => new Sla.StepOpened(opened.Instance, opened.Step, work.Limit),
                Flows.StepOpened => new Held(),
                Flows.StepCompleted done => new StepDone(done.Instance),
                Flows.StepWithdrawn gone => new Sla.StepWithdrawn(gone.Instance),
                _ => null,
            };
            if (fact is not null)
                React(turn, fact);
        }
    }

    /// <summary>When a step's limit passes: its working minutes count on the calendar of the ticket's policy, all minutes where there is none.</summary>
    public static DateTimeOffset? LimitOf(TicketTurn turn, TimeLimit? limit) =>
        limit is null ? null : SlaDecisions.LimitPassesAt(turn.Ticket.Sla, limit, turn.Rules.Sla, turn.Now);

    /// <summary>Limits of open steps stand still while the ticket is on hold and go on after it with what was left, unless the flow lets them run.</summary>
    public static void AlignLimits(TicketTurn turn)
    {
        var held = turn.Ticket.Status is TicketStatus.Pending;
        var moved = ImmutableArray.CreateBuilder<MovedLimit>();
        foreach (var step in turn.Ticket.Steps.Where(step => step is { IsOpen: true, Overdue: false }))
        {
            if (step.IsTask || turn.Flow[step.Step] is not OpenableStep { Limit: { RunsOnHold: false } limit })
                continue;
            if (held && step.DueAt is { } due)
                moved.Add(new(step.Instance, null, SlaDecisions.LeftOf(turn.Ticket.Sla, limit, turn.Rules.Sla, turn.Now, due)));
            else if (!held && step.LimitLeft is { } left)
                moved.Add(new(step.Instance, SlaDecisions.LimitPassesAt(turn.Ticket.Sla, limit, turn.Rules.Sla, turn.Now, left), null));
        }
        if (moved.Count > 0)
            turn.Note(new StepLimitsMoved(moved.ToImmutable(), turn.Now));
    }

    private static SlaSituation Situation(TicketTurn turn)
    {
        var ticket = turn.Ticket;
        var open = ticket.IsOpen ? ticket.Flow.Open : [];
        var waits = !open.IsEmpty && open.All(step => turn.Flow[step.Step] is WaitStep);
        var heldFor = ticket.Status is TicketStatus.Pending ? ticket.HeldFor
            : waits && open.All(step => turn.Flow[step.Step] is WaitStep { For: WaitForCustomer }) ? HoldReasons.AwaitingCustomer
            : null;
        return new(ticket.Priority, heldFor)
        {
            Status = heldFor is not null ? StatusCategory.Held : waits ? StatusCategory.Waiting : ticket.Status is TicketStatus.New ? StatusCategory.New : StatusCategory.Open,
            Steps = [.. open.Select(step => step.Step)],
            Teams = [.. ticket.Steps.Where(step => step is { IsOpen: true, IsTask: false, Team: not null }).Select(step => step.Team!).Distinct(StringComparer.Ordinal)],
            OpenedAt = ticket.CreatedAt,
            Responded = ticket.RespondedAt is not null,
            TimeZones = Zones(turn),
            Fields = new TicketFieldSource(ticket),
        };
    }

    private static ImmutableSortedDictionary<ZoneOf, string> Zones(TicketTurn turn)
    {
        var zones = ImmutableSortedDictionary<ZoneOf, string>.Empty;
        if (turn.Ticket.Facts?.CustomerTimeZone is { } customer)
            zones = zones.Add(ZoneOf.Customer, customer);
        if (turn.Ticket.Facts?.SiteTimeZone is { } site)
            zones = zones.Add(ZoneOf.Site, site);
        if (turn.Ticket.Team is { } team && turn.Configuration.TimeZoneOf(team) is { } zone)
            zones = zones.Add(ZoneOf.Team, zone);
        return zones;
    }

    private static void Take(TicketTurn turn, IReadOnlyList<SlaHappening> happenings)
    {
        var moved = ImmutableArray.CreateBuilder<SlaHappening>();
        var actions = new List<EscalationAction>();
        foreach (var happening in happenings)
        {
            if (Milestone(happening, turn.SeenAt) is not { } milestone)
            {
                moved.Add(happening);
                continue;
            }
            Flush();
            turn.Note(milestone);
            if (happening is EscalationReached level)
                actions.AddRange(level.Actions);
        }
        Flush();
        foreach (var action in actions)
            if (turn.Ticket.IsOpen)
                Escalation.Do(turn, action);

        void Flush()
        {
            if (moved.Count > 0)
                turn.Note(new SlaMoved(moved.ToImmutable(), turn.Now));
            moved.Clear();
        }
    }

    // Clocks are asked at the instant that is caught up with; who looked did so later.
    private static TicketEvent? Milestone(SlaHappening happening, DateTimeOffset seenAt) => happening switch
    {
        WarningReached e => new SlaWarned(e with { SeenAt = seenAt }, e.DueAt, seenAt),
        TargetBreached e => new SlaBreached(e with { SeenAt = seenAt }, e.DueAt, seenAt),
        EscalationReached e => new SlaEscalated(e with { SeenAt = seenAt }, e.DueAt, seenAt),
        _ => null,
    };
}
