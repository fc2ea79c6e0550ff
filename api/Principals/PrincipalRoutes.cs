using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Principals;

/// <summary>Routes of principals and their keys, for administrators.</summary>
public static class PrincipalRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapPrincipals(this IEndpointRouteBuilder api)
    {
        var principals = api.MapGroup("/principals").WithTags("Principals");
        principals.MapGet("", List).RequireAuthorization(Policies.Principals).Produces<Page<PrincipalView>>().WithSummary("All principals.");
        principals.MapGet("/{id}", Show).RequireAuthorization(Policies.Principals).Produces<PrincipalView>().WithSummary("One principal.");
        CreatePrincipalRoute.Map(principals);
        ChangePrincipal.Map(principals);
        SetPrincipalPassword.Map(principals);
        IssueKeyRoute.Map(principals);
        principals.MapDelete("/{id}/keys/{key}", Revoke).RequireAuthorization(Policies.Principals).Produces(StatusCodes.Status204NoContent).WithSummary("Revokes a key.");
    }

    /// <summary>There is no such principal.</summary>
    public static Problem Unknown => Problem.Of(Rejection.Of(RejectionCode.PrincipalUnknown));

    /// <summary>A principal with its version as ETag.</summary>
    public static async Task<IResult> Show(string id, HttpContext context, PrincipalStore store, CancellationToken cancellationToken)
    {
        if (await store.Read(id, cancellationToken) is not { } principal)
            return new ProblemResult(Unknown);
        ETags.Set(context, principal.Version);
        return TypedResults.Ok(PrincipalView.Of(principal.State));
    }

    private static async Task<IResult> List([AsParameters] Paging paging, PrincipalStore store, CancellationToken cancellationToken) =>
        paging.Of(await store.All(cancellationToken), principal => principal.Id, PrincipalView.Of);

    private static async Task<IResult> Revoke(
        string id, string key, HttpContext context, PrincipalStore store, CancellationToken cancellationToken) =>
        await store.Handle(id, new RevokeKey(key), Origins.Of(context), cancellationToken) is { } refusal
            ? new ProblemResult(Problem.Of(refusal))
            : TypedResults.NoContent();
}
