using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Principals;

/// <summary><c>POST /api/principals/{id}/password</c>: an administrator sets somebody's password; his sessions end.</summary>
public static class SetPrincipalPassword
{
    /// <summary>The new password.</summary>
    public sealed record Request(string Password);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder principals) => principals.MapPost("/{id}/password", Handle)
        .RequireAuthorization(Policies.Principals).Produces(StatusCodes.Status204NoContent).WithSummary("Sets somebody's password.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, PrincipalStore store, Passwords passwords, CancellationToken cancellationToken)
    {
        if (Passwords.Refuse(request.Password) is { } unsuitable)
            return new ProblemResult(unsuitable.At("$.password"));
        if (await Idempotency.IsRepeat(context))
            return TypedResults.NoContent();
        var set = new SetPassword(passwords.Hash(request.Password));
        return await store.Handle(id, set, Origins.Of(context), cancellationToken) is { } refusal
            ? new ProblemResult(Problem.Of(refusal))
            : TypedResults.NoContent();
    }
}
