using Dispatch.Customers;
using Dispatch.Flows;
using Dispatch.Grains.Journal;
using Dispatch.Teams;
using Dispatch.Tickets;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="Ticket"/>.</summary>
public sealed class TicketGrain(EntityContext context, TicketRulesSource rules) : EntityGrain<Ticket, TicketEvent>(context), ITicketGrain
{
    private static readonly TimeSpan KeysLive = TimeSpan.FromDays(7);

    /// <inheritdoc />
    public async Task<Outcome> Handle(TicketCommand command, Origin origin, IReadOnlyList<Content> texts)
    {
        if (command is OpenTicket open)
            return await Open(open, origin, texts);
        if (Precheck(origin) is { } answer)
            return answer;
        if (command is AssignStep assign && await Take(assign, origin) is Outcome.Rejected refused)
            return refused;
        var decision = TicketDecisions.Decide(State, command, rules.Current, Now);
        if (origin is { Key: { } key, BodyHash: { } hash } && decision is { Rejection: null, Events.Count: > 0 })
            decision = Decision.Accept([.. decision.Events, new CommandKeyed(new(origin.Actor, key, hash))]);
        return await Commit(decision, origin, commit => commit with { Content = texts });
    }

    /// <inheritdoc />
    public Task<Snapshot<Ticket>?> Describe() =>
        Task.FromResult(Version is 0 ? null : new Snapshot<Ticket>(State, Version));

    /// <inheritdoc />
    protected override Decision DecideWake(DateTimeOffset now) => TicketDecisions.Wake(State, rules.Current, now);

    /// <inheritdoc />
    protected override DateTimeOffset InstantOf(TicketEvent @event, DateTimeOffset now) => TicketInstants.Of(@event, now);

    /// <inheritdoc />
    protected override Commit Enrich(Commit commit, Ticket next, IReadOnlyList<TicketEvent> events) => commit with
    {
        Row = TicketRows.Of(next, commit.ExpectedVersion + events.Count),
        Outbox = [.. events.SelectMany((e, i) => Notices.Of(next, e, $"{commit.EntityId}@{commit.ExpectedVersion + i + 1}", Now))],
    };

    /// <summary>Which states make whom be told: the ticket's reaction table.</summary>
    protected override IEnumerable<Reaction> Pending(Ticket ticket)
    {
        foreach (var step in ticket.Steps)
        {
            if (step is { State: StepState.Waiting, Kind: StepKind.Team, Team: { } team } && ticket.IsOpen)
            {
                var waiting = new WaitingStep(new(Id, step.Instance), ticket.Priority, step.Since, step.Skills);
                yield return new($"enqueue/{step.Instance}/{team}/{step.Since.ToUnixTimeMilliseconds()}/{ticket.Priority}", () => TeamOf(team).Enqueue(waiting))
                {
                    // The ticket's row is the queue: a team that missed the call reads it.
                    NeedsWake = false,
                };
            }
            foreach (var former in step.ReleasedFrom)
                yield return new($"release/{step.Instance}/{former}", () => Release(former, new(Id, step.Instance)));
        }
        if (ticket.Facts is { Customer: { } customer } facts)
        {
            var opened = new OpenCase(Id, facts.Kind, facts.OrderNumber, ticket.CreatedAt);
            yield return ticket.IsOpen
                ? new("customer/opened", () => CustomerOf(customer).CaseOpened(facts.Org, opened))
                : new($"customer/ended/{ticket.ClosedAt ?? ticket.ResolvedAt:O}", () => CustomerOf(customer).CaseEnded(Id));
        }
        if (ticket.MergedInto is { } into)
            yield return new($"absorb/{into}", () =>
                GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{into}").Handle(new AbsorbTicket(Id), Origin.System, []));
        if (ticket is { LeadCalled: { } level, IsOpen: true })
            yield return new($"lead/{level}", () => CallLead(ticket));
        foreach (var reaction in VisitReactions.Of(ticket, GrainFactory, Now))
            yield return reaction;
    }

    private async Task<Outcome> Open(OpenTicket open, Origin origin, IReadOnlyList<Content> texts)
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
        if (State.Keys.FirstOrDefault(used => used.Key == origin.Key && used.Scope == origin.Actor) is { } known)
            return known.BodyHash == origin.BodyHash
                ? new Outcome.Accepted(Version)
                : new Outcome.Rejected(Rejection.Of(RejectionCode.IdempotencyKeyReused, ("key", known.Key)));
        return origin.IfVersion is { } seen && seen != Version
            ? new Outcome.Rejected(Rejection.Of(RejectionCode.VersionStale, ("seen", seen), ("current", Version)))
            : null;
    }

    /// <summary>The team owns who holds what, so it agrees first; the ticket's own event follows in the same turn.</summary>
    private async Task<Outcome?> Take(AssignStep assign, Origin origin)
    {
        if (!State.IsOpen || TicketDecisions.OpenStep(State, assign.Step).Step is not { Team: { } team } step || step.Assignee == assign.Person)
            return null;
        var waiting = new WaitingStep(new(Id, step.Instance), State.Priority, step.Since, step.Skills);
        return await TeamOf(team).Take(waiting, assign.Person, assign.Forced, origin);
    }

    private async Task Release(string team, StepRef step)
    {
        await TeamOf(team).Release(step);
        await TeamOf(team).Settle();
    }

    /// <summary>Gives the waiting or active step to the lead. A lead who is away leaves it where it is.</summary>
    private async Task CallLead(Ticket ticket)
    {
        if (ticket.Steps.FirstOrDefault(step => step.IsOpen && step.Kind is StepKind.Team) is not { Team: { } team } step)
            return;
        var view = await TeamOf(team).Describe();
        if (view.Team.Lead is { } lead)
            await GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{Id}").Handle(new AssignStep(step.Instance, lead, Forced: true), Origin.System, []);
    }

    private ICustomerGrain CustomerOf(string customer) => GrainFactory.GetGrain<ICustomerGrain>($"{Customer.Kind}/{customer}");

    private ITeamGrain TeamOf(string team) => GrainFactory.GetGrain<ITeamGrain>($"{Team.Kind}/{team}");
}
