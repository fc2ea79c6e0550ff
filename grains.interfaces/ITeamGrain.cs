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

    /// <summary>The team as it stands and how many steps wait.</summary>
    Task<TeamView> Describe();
}

/// <summary>A team and the length of its queue.</summary>
public sealed record TeamView(Team Team, int Waiting);
