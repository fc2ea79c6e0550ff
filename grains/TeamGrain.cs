using Dispatch.Grains.Journal;
using Dispatch.Teams;
using Dispatch.Tickets;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="Team"/>.</summary>
public sealed class TeamGrain(EntityContext context, IWaitingSteps rows) : EntityGrain<Team, TeamEvent>(context), ITeamGrain
{
    /// <summary>How long a step may wait unnoticed whose ticket could not tell the team.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(30);

    private readonly SortedSet<WaitingStep> queue = new(WaitingOrder.Instance);
    private readonly Dictionary<StepRef, WaitingStep> waiting = [];
    private readonly SortedSet<StepRef> released = [];
    private readonly HashSet<(StepRef Step, DateTimeOffset Until)> unsettled = [];
    private readonly SortedSet<StepRef> acknowledged = [];
    private readonly SortedSet<string> awaitingLead = new(StringComparer.Ordinal);
    private IGrainTimer? drain;
    private bool dirty;

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await ReadRows(cancellationToken);
        this.RegisterGrainTimer(ReadRows, new GrainTimerCreationOptions(ReadAgainAfter, ReadAgainAfter));
    }

    /// <inheritdoc />
    public async Task<Outcome> Handle(TeamCommand command, Origin origin)
    {
        var outcome = await Commit(TeamDecisions.Decide(State, command), origin);
        DrainSoon();
        if (State.ActingLead is not null)
            WakeThoseAwaitingLead();
        return outcome;
    }

    /// <inheritdoc />
    public Task Enqueue(WaitingStep step)
    {
        Remember(step);
        DrainSoon();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Release(StepRef step, DateTimeOffset until)
    {
        if (waiting.TryGetValue(step, out var known) && known.Since <= until)
            Forget(step);
        released.Add(step);
        unsettled.Add((step, until));
        dirty = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task Settle(StepRef step, DateTimeOffset until)
    {
        // The activation that was told may have gone, and what it had in memory with it.
        if (!unsettled.Contains((step, until)))
            await Release(step, until);
        await Drain();
        unsettled.Remove((step, until));
    }

    /// <inheritdoc />
    public async Task<Outcome> Take(WaitingStep step, string person, bool forced, Origin origin)
    {
        var outcome = await Commit(TeamDecisions.Take(State, step, person, forced), origin);
        if (outcome is Outcome.Accepted)
        {
            Forget(step.Step);
            // Whoever had it may take something else.
            DrainSoon();
        }
        return outcome;
    }

    /// <inheritdoc />
    public Task<LeadCall> CallLead(string ticket)
    {
        var call = new LeadCall(State.ActingLead?.Person, State is { ActingLead: null, Lead: { } lead } && State.MemberOf(lead) is not null);
        if (call.Awaited)
            awaitingLead.Add(ticket);
        return Task.FromResult(call);
    }

    /// <inheritdoc />
    public Task<TeamView> Describe() => Task.FromResult(new TeamView(State, queue.Count));

    /// <summary>An offer stays pending until the ticket has noted it.</summary>
    protected override IEnumerable<Reaction> Pending(Team team) =>
        from member in team.Members
        from step in member.Offered
        select new Reaction($"offer/{step}/{member.Person}", () => Offer(step, member.Person));

    /// <inheritdoc />
    protected override Decision DecideWake(DateTimeOffset now)
    {
        DrainSoon();
        return Decision.Accept();
    }

    // The caller, who only came to work, does not wait for them; one that misses it asks again by itself.
    private void WakeThoseAwaitingLead()
    {
        foreach (var ticket in awaitingLead)
            using (ExecutionContext.SuppressFlow())
                _ = Wake(ticket);
        awaitingLead.Clear();
    }

    private async Task Wake(string ticket)
    {
        try
        {
            await GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}").Wake();
        }
        catch (Exception failure)
        {
            Log.LogWarning(failure, "Ticket {Ticket} did not hear that its team is led again and will ask by itself.", ticket);
        }
    }

    private async Task Offer(StepRef step, string person)
    {
        var ticket = GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{step.Ticket}");
        var outcome = await ticket.Handle(new AcceptAssignment(step.Step, Id, person) { TeamVersion = Version }, Origin.System, []);
        // Meanwhile it may have gone to somebody else.
        if (State.MemberOf(person)?.Offered.Contains(step) is not true)
            return;
        (outcome is Outcome.Accepted ? acknowledged : released).Add(step);
        DrainSoon();
    }

    private async Task Drain()
    {
        if (!dirty)
            return;
        dirty = false;
        var (freed, known) = (released.ToList(), acknowledged.ToList());
        var decision = TeamDecisions.Drain(State, queue, freed, known);
        // Nobody waits for the answer to this, and under a flood it is asked for all the time.
        if (decision.Events.Count + freed.Count + known.Count is 0)
            return;
        await Commit(decision, Origin.System);
        released.ExceptWith(freed);
        acknowledged.ExceptWith(known);
        foreach (var given in decision.Events.OfType<StepsAssigned>().SelectMany(assigned => assigned.Steps))
            Forget(given.Step);
    }

    private void DrainSoon()
    {
        dirty = true;
        drain ??= this.RegisterGrainTimer(DrainOnce, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    private async Task DrainOnce(CancellationToken cancellationToken)
    {
        drain?.Dispose();
        drain = null;
        try
        {
            await Drain();
        }
        catch
        {
            // The queue in memory goes with this activation; the next one reads it from the rows, but somebody has to call it.
            using (ExecutionContext.SuppressFlow())
                _ = Revive();
            throw;
        }
    }

    private async Task Revive()
    {
        try
        {
            await GrainFactory.GetGrain<ITeamGrain>(this.GetPrimaryKeyString()).Describe();
        }
        catch (Exception exception)
        {
            Log.LogWarning(exception, "The queue of {Team} stands still until somebody calls.", Id);
        }
    }

    /// <summary>Takes in what waits according to the rows. What only memory knows stays: its row may be younger than the reading.</summary>
    private async Task ReadRows(CancellationToken cancellationToken)
    {
        foreach (var step in await rows.Of(Id, cancellationToken))
            if (!waiting.ContainsKey(step.Step))
                Remember(step);
        if (waiting.Count > 0)
            DrainSoon();
    }

    private void Remember(WaitingStep step)
    {
        // What was just released may wait again, although the release is not committed yet.
        if (State.HolderOf(step.Step) is not null && !released.Contains(step.Step))
            return;
        Forget(step.Step);
        waiting.Add(step.Step, step);
        queue.Add(step);
    }

    private void Forget(StepRef step)
    {
        if (waiting.Remove(step, out var known))
            queue.Remove(known);
    }
}
