using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Grains;
using Dispatch.Teams;
using Orleans;

namespace Dispatch.Api.Teams;

/// <summary><c>POST /api/teams/{id}/members/{person}/presence</c>: a person comes to work or goes.</summary>
public static class SetMemberPresence
{
    /// <summary>The report.</summary>
    public sealed record Request(MemberPresence Presence);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder teams) => teams.MapPost("/{id}/members/{person}/presence", Handle)
        .RequireAuthorization(Policies.TeamsPresence).RepeatableByNature().Produces(StatusCodes.Status204NoContent)
        .WithSummary("A person comes to work or goes.");

    private static async Task<IResult> Handle(
        string id, string person, Request request, HttpContext context, WorldPicture world, IGrainFactory grains)
    {
        var caller = Caller.Of(context.User);
        if (!world.Teams.TryGetValue(id, out var team) || !OrgPath.Holds(caller.Org, team.Org))
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.TeamUnknown, ("team", id))));
        if (caller.Roles is [Role.Agent] && caller.Id != person)
            return new ProblemResult(Problem.Of("forbidden"));
        var command = new SetPresence(person, request.Presence is MemberPresence.Present);
        return Outcomes.Answer(context, await grains.GetGrain<ITeamGrain>($"{Team.Kind}/{id}").Handle(command, Origins.Of(context)));
    }
}
