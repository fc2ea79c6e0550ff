using Dispatch.Flows;
using Dispatch.Teams;
using Dispatch.Tickets;

namespace Dispatch.Silo.Consistency.Checks;

/// <summary>Who holds which step: teams and tickets say the same.</summary>
public sealed class TeamCheck : Check
{
    private readonly Dictionary<(string Team, StepRef Step), string> heldByTickets = [];
    private readonly Dictionary<(string Team, StepRef Step), string> heldByTeams = [];

    /// <inheritdoc />
    public override string Name => "teams";

    /// <inheritdoc />
    public override void See(SeenEntity entity)
    {
        if (entity.State is Ticket { IsOpen: true } ticket)
        {
            foreach (var step in ticket.Steps)
                if (step is { Kind: StepKind.Team, State: StepState.Active, Team: { } team, Assignee: { } person })
                    heldByTickets.Add((team, new(ticket.Id, step.Instance)), person);
        }
        if (entity.State is Team { Members: var members } own)
        {
            foreach (var member in members)
                See(own, member);
        }
    }

    /// <inheritdoc />
    public override void Conclude()
    {
        foreach (var ((team, step), person) in heldByTickets)
            if (heldByTeams.GetValueOrDefault((team, step)) is var holder && holder != person)
                Unsettled(
                    $"ticket/{step.Ticket}", holder is null ? "step-held-by-nobody" : "step-held-by-other",
                    ("step", step.Step), ("person", person), ("team", team), ("holder", holder));
        foreach (var ((team, step), person) in heldByTeams)
            if (!heldByTickets.ContainsKey((team, step)))
                Unsettled($"team/{team}", "step-held-by-team-alone", ("step", step), ("person", person));
    }

    private void See(Team team, Member member)
    {
        foreach (var step in member.Held.Concat(member.Offered))
            if (!heldByTeams.TryAdd((team.Id, step), member.Person))
                Broken($"team/{team.Id}", "step-held-twice", ("step", step), ("first", heldByTeams[(team.Id, step)]), ("person", member.Person));
        foreach (var step in member.Offered)
            Unsettled($"team/{team.Id}", "step-offered", ("step", step), ("person", member.Person));
    }
}
