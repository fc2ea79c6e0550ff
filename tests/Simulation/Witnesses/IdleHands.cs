using Dispatch.Silo.Consistency;
using Dispatch.Teams;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.Witnesses;

/// <summary>At rest nothing waits that somebody who is there, able and free could take.</summary>
internal sealed class IdleHands : Check
{
    private readonly List<(string Ticket, TicketStep Step)> waiting = [];
    private readonly Dictionary<string, Team> teams = new(StringComparer.Ordinal);

    public override string Name => "idle-hands";

    public override void See(SeenEntity entity)
    {
        if (entity.State is Ticket { IsOpen: true } ticket)
            waiting.AddRange(ticket.Steps.Where(step => step.Waits).Select(step => (entity.Stored.Id, step)));
        if (entity.State is Team team)
            teams.Add(team.Id, team);
    }

    public override void Conclude()
    {
        foreach (var (ticket, step) in waiting)
            if (teams[step.Team!].Members.FirstOrDefault(member => member.Free && member.Masters(step.Skills)) is { } idle)
                Broken(ticket, "step-waits", ("step", step.Instance), ("team", step.Team), ("idle", idle.Person));
    }
}
