using System.Collections.Immutable;
using Dispatch.Flows;
using Dispatch.Grains.Journal;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="Ticket"/>.</summary>
public sealed class TicketGrain(EntityContext context, TicketRulesSource rules) : EntityGrain<Ticket, TicketEvent>(context), ITicketGrain
{
    private static readonly TimeSpan KeysLive = TimeSpan.FromDays(7);

    /// <summary>The team wakes those who wait for its lead; only one that it forgot in a crash has to ask by itself.</summary>
    private static readonly TimeSpan AskForLeadAfter = TimeSpan.FromMinutes(4);

    /// <inheritdoc />
    public async Task<IntakeAnswer> Open(OpenTicket open, Origin origin, IReadOnlyList<Content> texts)
    {
        var outcome = await TakeIn(open, origin, texts);
        // In a flood most tickets wait long before anybody works on them, and a million of them would fill the memory.
        if (Pending(State).All(reaction => !reaction.NeedsWake))
            DeactivateOnIdle();
        return new(outcome, outcome is Outcome.Accepted ? State : null);
    }

    /// <inheritdoc />
    public async Task<Outcome> Handle(TicketCommand command, Origin origin, IReadOnlyList<Content> texts)
    {
        if (command is OpenTicket open)
            return (await Open(open, origin, texts)).Outcome;
        if (Precheck(origin) is { } answer)
            return answer;
        var decision = TicketDecisions.Decide(State, command, rules.Current, Now);
        if (decision is { Rejection: null, Events.Count: > 0 })
        {
            var owner = await AskOwner(command, After(decision), origin);
            if (owner is Outcome.Rejected)
                return owner;
            if (command is AssignStep && owner is Outcome.Accepted team)
                decision = TicketDecisions.Agreed(decision, team.Version);
        }
        if (command is ChooseAppointment choose && decision is { Rejection: null, Events.Count: > 0 }
            && After(decision).WorkOrderOf(choose.WorkOrder) is { } order && !order.BeginsInside(choose.Window))
        {
            var (booking, refusal) = await HoldInside(choose.Window, order);
            if (refusal is not null)
                return refusal;
            decision = TicketDecisions.Decide(State, choose with { Booking = booking }, rules.Current, Now);
        }
        if (origin is { Key: { } key, BodyHash: { } hash } && decision is { Rejection: null, Events.Count: > 0 })
            decision = Decision.Accept([.. decision.Events, new CommandKeyed(UsedKey.Of(origin.Actor, key, hash))]);
        var outcome = await Commit(decision, origin, commit => commit with { Content = texts });
        // A rollout passes by every open ticket, and all of them at once would fill the memory.
        if (command is ReviewPolicy && Pending(State).All(reaction => !reaction.NeedsWake))
            DeactivateOnIdle();
        return outcome;
    }

    /// <inheritdoc />
    public Task<Snapshot<Ticket>?> Describe() =>
        Task.FromResult(Version is 0 ? null : new Snapshot<Ticket>(State, Version));

    /// <inheritdoc />
    protected override Decision DecideWake(DateTimeOffset now) => TicketDecisions.Wake(State, rules.Current, now);

    /// <inheritdoc />
    protected override DateTimeOffset InstantOf(TicketEvent @event, DateTimeOffset now) => TicketInstants.Of(@event, now);

    /// <inheritdoc />
    protected override TicketEvent? LetGo(Ticket ticket, Func<string, bool> heard) =>
        TicketNews.Kept(ticket).Where(heard).ToImmutableArray() is { IsEmpty: false } news ? new NewsHeard(news) : null;

    /// <inheritdoc />
    protected override Commit Enrich(Commit commit, Ticket next, IReadOnlyList<TicketEvent> events) => commit with
    {
        Row = TicketRows.Of(next, commit.ExpectedVersion + events.Count),
        Outbox = [.. events.SelectMany((e, i) => Messages(next, e, $"{commit.EntityId}@{commit.ExpectedVersion + i + 1}"))],
    };

    private IEnumerable<OutboxMessage> Messages(Ticket next, TicketEvent @event, string cause) =>
        [.. Notices.Of(next, @event, cause, Now), .. WebhookCalls.Of(next, @event, cause, Now)];

    /// <summary>Which states make whom be told: the ticket's reaction table.</summary>
    protected override IEnumerable<Reaction> Pending(Ticket ticket)
    {
        foreach (var step in ticket.Steps)
        {
            var isBack = step.Waits ? step.ReleasedFrom.LastOrDefault(former => former.Team == step.Team) : null;
            if (step.Waits && ticket.IsOpen)
                yield return new($"enqueue/{step.Instance}/{step.Team}/{step.Since.ToUnixTimeMilliseconds()}/{ticket.Priority}", () => Enqueue(ticket, step, isBack))
                {
                    // The ticket's row is the queue: a team that missed the call reads it. One that still thinks it has the step does not.
                    NeedsWake = isBack is not null,
                };
            foreach (var former in step.ReleasedFrom)
                if (former.Team != isBack?.Team)
                    yield return new(TicketNews.Released(step, former), () => Release(step, former));
        }
        if (ticket.MergedInto is { } into)
            yield return new($"absorb/{into}", () =>
                GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{into}").Handle(new AbsorbTicket(Id), Origin.System, []));
        if (ticket is { LeadCalled: { } level, IsOpen: true })
            yield return new(TicketNews.Lead(level), () => CallLead(ticket, level)) { AskAgainAfter = AskForLeadAfter };
        foreach (var reaction in VisitReactions.Of(ticket, GrainFactory, Now))
            yield return reaction;
    }

    private async Task<Outcome> TakeIn(OpenTicket open, Origin origin, IReadOnlyList<Content> texts)
    {
        var keys = new List<IdempotencyKey>();
        if (origin is { Key: { } key, BodyHash: { } hash })
            keys.Add(new(origin.Actor, key, hash, Now + KeysLive));
        if (open.ExternalRef is { } external)
            keys.Add(new($"channel:{open.Channel}", external, origin.BodyHash ?? "", ExpiresAt: null));
        try
        {
            return await Commit(
                TicketDecisions.Decide(State, open, rules.Current, Now), origin, commit => commit with { Content = texts, Keys = keys });
        }
        catch (DuplicateKeyException duplicate)
        {
            return duplicate.Key.BodyHash == duplicate.Holder.BodyHash
                ? new Outcome.Repeated(duplicate.Holder.EntityId)
                : new Outcome.Rejected(Rejection.Of(RejectionCode.IdempotencyKeyReused, ("key", duplicate.Key.Key)));
        }
    }

    /// <summary>A command that was carried out before is answered as then; one decided on an older version is refused.</summary>
    private Outcome? Precheck(Origin origin)
    {
        if (origin is { Key: { } key, BodyHash: { } hash } && UsedKey.Of(origin.Actor, key, hash) is var asked
            && State.Keys.FirstOrDefault(used => used.Id == asked.Id) is { } known)
            return known == asked
                ? new Outcome.Accepted(Version)
                : new Outcome.Rejected(Rejection.Of(RejectionCode.IdempotencyKeyReused, ("key", key)));
        return origin.IfVersion is { } seen && seen != Version
            ? new Outcome.Rejected(Rejection.Of(RejectionCode.VersionStale, ("seen", seen), ("current", Version)))
            : null;
    }

    /// <summary>Whoever owns what a command is about agrees first; the ticket's own events follow in the same turn.</summary>
    /// <param name="after">The ticket as the command will leave it.</param>
    private async Task<Outcome?> AskOwner(TicketCommand command, Ticket after, Origin origin) => command switch
    {
        AssignStep c => await Take(c, after, origin),
        MoveVisit c => await HoldPlace(after.WorkOrderOf(c.WorkOrder)!),
        PinVisit c => await Pin(after.WorkOrderOf(c.WorkOrder)!, c.Pinned),
        Depart c => await AskDay(after.WorkOrderOf(c.WorkOrder)!, day => day.Depart),
        Arrive c => await AskDay(after.WorkOrderOf(c.WorkOrder)!, day => day.Arrive),
        _ => null,
    };

    private Ticket After(Decision decision) => decision.Events.Cast<TicketEvent>().Aggregate(State, (ticket, @event) => ticket.Apply(@event));

    /// <summary>The team owns who holds what.</summary>
    private Task<Outcome> Take(AssignStep assign, Ticket after, Origin origin)
    {
        var step = TicketDecisions.OpenStep(after, assign.Step).Step!;
        return TeamOf(step.Team!).Take(Waiting(after, step), assign.Person, assign.Forced, origin);
    }

    /// <summary>The engineer's day owns where he is: nobody is on the way to two places, nor to a visit that the day gave up and the ticket has not heard of yet.</summary>
    private async Task<Outcome.Rejected?> AskDay(WorkOrder order, Func<IEngineerDayGrain, Func<string, Origin, Task<Outcome>>> move)
    {
        var booking = order.Booking!;
        var day = VisitBooking.DayOf(GrainFactory, booking.Engineer, booking.Date);
        // The news of the promise, and that he accepted, may still be on its way.
        await day.Confirm(booking.Job, booking.Attempt, acceptBy: null, Origin.System);
        await day.Accept(booking.Job, Origin.System);
        return await move(day)(booking.Job, Origin.System) is Outcome.Rejected { Rejection.Code: var code } refused
            && (code == RejectionCode.EngineerElsewhere || code == RejectionCode.EngineerVisitUnknown)
            ? refused
            : null;
    }

    /// <summary>Who improves a day reads the day, so it knows first.</summary>
    private async Task<Outcome?> Pin(WorkOrder order, bool pinned) =>
        await VisitBooking.DayOf(GrainFactory, order.Booking!.Engineer, order.Booking.Date).Pin(order.Booking.Job, pinned, Origin.System) as Outcome.Rejected;

    /// <summary>The day it moves to holds it before the promise moves; the day it leaves hears of it afterwards. So do the parts, which stay where they are.</summary>
    private async Task<Outcome.Rejected?> HoldPlace(WorkOrder order)
    {
        var booking = order.Booking!;
        var stop = new Stop(State.Facts!.Place!, booking.Start, booking.End);
        if (await VisitBooking.DayOf(GrainFactory, booking.Engineer, booking.Date).Hold(booking.Job, booking.Attempt, stop, Origin.System) is Outcome.Rejected refused)
            return refused;
        if (order.Pinned && await Pin(order, pinned: true) is Outcome.Rejected lapsed)
            return lapsed;
        foreach (var part in order.Parts)
            if (booking.Warehouse is { } warehouse
                && await VisitBooking.Settle(GrainFactory, warehouse, part.Part, new HoldStock(booking.Job, booking.Attempt, part.Quantity)) is Outcome.Rejected shortOf)
                return shortOf;
        return null;
    }

    /// <summary>Zone, stock and an engineer's day agree on a place inside a window before it is promised.</summary>
    /// <param name="order">The work order as the window will leave it.</param>
    private async Task<(Booking? Booking, Outcome.Rejected? Refusal)> HoldInside(Window window, WorkOrder order)
    {
        if (Job.Of(State, order, Now) is not { } job)
            return (null, new(Job.WhyNone(State)!));
        return await new VisitBooking(GrainFactory, State, order, Now).Promise(job) is { } booking
            ? (booking, null)
            : (null, new(Rejection.Of(RejectionCode.AppointmentGone, ("from", window.From.ToText()), ("until", window.Until.ToText())).At("$.from")));
    }

    private async Task Enqueue(Ticket ticket, TicketStep step, FormerTeam? before)
    {
        var team = TeamOf(step.Team!);
        if (before is not null)
            await Release(step, before);
        await team.Enqueue(Waiting(ticket, step));
    }

    private async Task Release(TicketStep step, FormerTeam former)
    {
        var (team, released) = (TeamOf(former.Team), new StepRef(Id, step.Instance));
        await team.Release(released, former.Until);
        await team.Settle(released, former.Until);
    }

    private WaitingStep Waiting(Ticket ticket, TicketStep step) => new(new(Id, step.Instance), ticket.Priority, step.Since, step.Skills);

    /// <summary>
    /// Gives a step to whoever leads its team now, one of the ticket's own team first: the lead, or the stand-in while the lead is away.
    /// While both are away it stays where it is, and the team tells when one of them is back.
    /// </summary>
    /// <returns>False while whoever leads is still awaited.</returns>
    private async Task<bool> CallLead(Ticket ticket, int level)
    {
        var open = ticket.Steps.Where(step => step.IsOpen && step.Kind is StepKind.Team).ToList();
        if ((open.Find(step => step.Team == ticket.Team) ?? open.FirstOrDefault()) is not { Team: { } team } step)
            return true;
        var self = GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{Id}");
        var call = await TeamOf(team).CallLead(Id);
        if (call.Person is { } lead)
            await self.Handle(new AssignStep(step.Instance, lead, Forced: true), Origin.System, []);
        else if (call.Awaited)
            await self.Handle(new AwaitLead(level, team), Origin.System, []);
        return !call.Awaited;
    }

    private ITeamGrain TeamOf(string team) => GrainFactory.GetGrain<ITeamGrain>($"{Team.Kind}/{team}");
}
