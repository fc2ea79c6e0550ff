using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Teams;

namespace Dispatch.Api.Teams;

/// <summary>Routes of desk teams.</summary>
public static class TeamRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapTeams(this IEndpointRouteBuilder api)
    {
        var teams = api.MapGroup("/teams").WithTags("Teams");
        teams.MapGet("", List).RequireAuthorization(Policies.WorldRead).Produces<Page<TeamView>>().WithSummary("Teams with their people, loads and queues.");
        SetMemberPresence.Map(teams);
        SetMemberReporting.Map(teams);
    }

    private static IResult List([AsParameters] Paging paging, HttpContext context, WorldPicture world, ITeamQueues queues)
    {
        var org = Caller.Of(context.User).Org;
        return paging.Of(
            world.Teams.Values.Where(team => team.Name is not null && OrgPath.Holds(org, team.Org)),
            team => team.Id, team => TeamView.Of(team, queues.WaitingOf(team.Id)));
    }
}

/// <summary>A team as lists show it.</summary>
/// <param name="Waiting">Steps in its queue.</param>
public sealed record TeamView(string Id, LocalText Name, string Org, IReadOnlyList<MemberView> Members, int Waiting)
{
    /// <summary>Team above this one.</summary>
    public string? Parent { get; init; }

    /// <summary>Person who leads it.</summary>
    public string? Lead { get; init; }

    /// <summary>The view of a team.</summary>
    public static TeamView Of(Team team, int waiting) =>
        new(team.Id, team.Name!, team.Org, [.. team.Members.Select(MemberView.Of)], waiting) { Parent = team.Parent, Lead = team.Lead };
}

/// <summary>A person on a team.</summary>
/// <param name="Capacity">Most steps at once.</param>
/// <param name="Load">Steps in hand.</param>
public sealed record MemberView(string Id, LocalText Name, IReadOnlyList<Skill> Skills, int Capacity, MemberPresence Presence, int Load)
{
    /// <summary>Person above, whom escalations go to next.</summary>
    public string? Manager { get; init; }

    /// <summary>Member of the team who takes over while the person is away.</summary>
    public string? StandIn { get; init; }

    /// <summary>The view of a member.</summary>
    public static MemberView Of(Member member) => new(
        member.Person, member.Name ?? new(member.Person, member.Person), member.Skills, member.Capacity,
        member.Present ? MemberPresence.Present : MemberPresence.Absent, member.Load)
    {
        Manager = member.Manager,
        StandIn = member.StandIn,
    };
}

/// <summary>Whether a member is at work.</summary>
public enum MemberPresence
{
    /// <summary>At work.</summary>
    Present,

    /// <summary>Away.</summary>
    Absent,
}

/// <summary>Knows how long the queues of teams are.</summary>
public interface ITeamQueues
{
    /// <summary>Steps waiting for a team.</summary>
    int WaitingOf(string team);
}
