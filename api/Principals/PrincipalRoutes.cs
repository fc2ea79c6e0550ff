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
        principals.MapGet("/{id}", Get).RequireAuthorization(Policies.Principals).WithSummary("One principal.");
        CreatePrincipalRoute.Map(principals);
        ChangePrincipal.Map(principals);
        SetPrincipalPassword.Map(principals);
        IssueKeyRoute.Map(principals);
        principals.MapDelete("/{id}/keys/{key}", Revoke).RequireAuthorization(Policies.Principals).WithSummary("Revokes a key.");
    }

    private static async Task<IResult> Get(string id, PrincipalStore store, CancellationToken cancellationToken) =>
        await store.Find(id, cancellationToken) is { } principal
            ? TypedResults.Ok(PrincipalView.Of(principal))
            : new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.PrincipalUnknown)));

    private static async Task<IResult> Revoke(
        string id, string key, HttpContext context, PrincipalStore store, CancellationToken cancellationToken) =>
        await store.Handle(id, new RevokeKey(key), Origins.Of(context), cancellationToken) is { } refusal
            ? new ProblemResult(Problem.Of(refusal))
            : TypedResults.NoContent();
}
