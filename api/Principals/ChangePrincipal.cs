using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Principals;

/// <summary><c>PATCH /api/principals/{id}</c>: gives other roles, another scope, or shuts out and lets in again.</summary>
public static class ChangePrincipal
{
    /// <summary>What changes; absent members stay.</summary>
    public sealed record Request
    {
        /// <summary>New roles.</summary>
        public IReadOnlyList<Role>? Roles { get; init; }

        /// <summary>New org path.</summary>
        public string? Org { get; init; }

        /// <summary>True shuts out, false lets in again.</summary>
        public bool? Disabled { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder principals) => principals.MapPatch("/{id}", Handle).RequireAuthorization(Policies.Principals)
        .Produces<PrincipalView>().WithMetadata(new Versioned())
        .WithSummary("Changes roles and scope, or shuts out.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, PrincipalStore store, CancellationToken cancellationToken)
    {
        if (await store.Find(id, cancellationToken) is not { } known)
            return new ProblemResult(PrincipalRoutes.Unknown);
        var origin = Origins.Of(context);
        foreach (var command in Commands(request, known))
        {
            if (await store.Handle(id, command, origin, cancellationToken) is { } refusal)
                return new ProblemResult(Problem.Of(refusal));
            // What the caller has seen was there before the first change.
            origin = origin with { IfVersion = null };
        }
        return await PrincipalRoutes.Show(id, context, store, cancellationToken);
    }

    private static IEnumerable<PrincipalCommand> Commands(Request request, Principal known)
    {
        if (request.Roles is not null || request.Org is not null)
            yield return new ChangeRoles(request.Roles ?? known.Roles, request.Org ?? known.Org);
        if (request.Disabled is { } disabled)
            yield return disabled ? new DisablePrincipal() : new EnablePrincipal();
    }
}
