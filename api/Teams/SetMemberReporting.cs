using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Teams;
using Orleans;

namespace Dispatch.Api.Teams;

/// <summary><c>PUT /api/teams/{id}/members/{person}/reporting</c>: who is above a person and who stands in while the person is away.</summary>
public static class SetMemberReporting
{
    /// <summary>Both as they are from now on; what is absent is nobody.</summary>
    public sealed record Request
    {
        /// <summary>Principal whom escalations go to next.</summary>
        public string? Manager { get; init; }

        /// <summary>Another member of the team.</summary>
        public string? StandIn { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder teams) => teams.MapPut("/{id}/members/{person}/reporting", Handle)
        .RequireAuthorization(Policies.ConfigurationWrite).Produces(StatusCodes.Status204NoContent)
        .WithSummary("Who is above a person, and who stands in while the person is away: escalations follow it.");

    private static async Task<IResult> Handle(
        string id, string person, Request request, HttpContext context, WorldPicture world, PrincipalStore principals, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (!world.Teams.TryGetValue(id, out var team) || !OrgPath.Holds(Caller.Of(context.User).Org, team.Org))
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.TeamUnknown, ("team", id))));
        if (request.Manager is { } manager && await principals.Find(manager, cancellationToken) is null)
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.PrincipalUnknown).At("$.manager")) with { Status = 422 });
        var command = new SetReporting(person, request.Manager, request.StandIn);
        return Outcomes.Answer(context, await grains.GetGrain<ITeamGrain>($"{Team.Kind}/{id}").Handle(command, Origins.Of(context)));
    }
}
