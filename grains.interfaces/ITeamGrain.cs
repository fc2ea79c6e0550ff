using Dispatch.Teams;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One team, keyed <c>team/{id}</c>: its people and who holds which step. Hot: requests go to memory and are drained together.</summary>
public interface ITeamGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Decides a command about the team and its people.</summary>
    Task<Outcome> Handle(TeamCommand command, Origin origin);

    /// <summary>A step waits. Kept in memory: the ticket's own row is what survives.</summary>
    Task Enqueue(WaitingStep step);

    /// <summary>A step no longer needs anybody: out of the queue, out of its holder's hands once <see cref="Settle"/> returned.</summary>
    /// <param name="until">When it left the team. A step that waits since later has come back and stays.</param>
    Task Release(StepRef step, DateTimeOffset until);

    /// <summary>Commits everything requested so far, this release included, in one append for all who asked.</summary>
    Task Settle(StepRef step, DateTimeOffset until);

    /// <summary>A person takes a step, by claim or by a dispatcher's hand.</summary>
    Task<Outcome> Take(WaitingStep step, string person, bool forced, Origin origin);

    /// <summary>Who takes over what is handed to the team's lead. While lead and stand-in are away the ticket is woken as soon as one is back.</summary>
    /// <remarks>Who waits is kept in memory only, so a ticket also asks now and then by itself.</remarks>
    /// <param name="ticket">Bare id of the ticket that is to be handed over.</param>
    Task<LeadCall> CallLead(string ticket);

    /// <summary>The team as it stands and how many steps wait.</summary>
    Task<TeamView> Describe();
}

/// <summary>A team and the length of its queue.</summary>
public sealed record TeamView(Team Team, int Waiting);

/// <summary>The answer to a call for a team's lead.</summary>
/// <param name="Person">Who takes over now: the lead, or the stand-in while the lead is away; null when nobody does.</param>
/// <param name="Awaited">Whether somebody will who is away now; false for a team that has no lead.</param>
public sealed record LeadCall(string? Person, bool Awaited);
