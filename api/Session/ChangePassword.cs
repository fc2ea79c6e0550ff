using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Hosting;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Session;

/// <summary><c>POST /api/session/password</c>: sets one's own password; other sessions end, this one goes on.</summary>
public static class ChangePassword
{
    /// <summary>The new password, and the old one unless none was set yet.</summary>
    public sealed record Request(string Password)
    {
        /// <summary>The password so far.</summary>
        public string? Current { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder session) => session.MapPost("/password", Handle).RequireAuthorization(Policies.Session).Produces(StatusCodes.Status204NoContent)
        .RequireRateLimiting(RateLimits.SignIn)
        .WithSummary("Sets one's own password.");

    private static async Task<IResult> Handle(
        Request request, HttpContext context, PrincipalStore principals, Passwords passwords, CancellationToken cancellationToken)
    {
        if (Passwords.Refuse(request.Password) is { } unsuitable)
            return new ProblemResult(unsuitable.At("$.password"));
        if (await Idempotency.IsRepeat(context))
            return TypedResults.NoContent();
        var (id, isPerson) = (Caller.Of(context.User).Id, Caller.Of(context.User).IsPerson);
        if (!isPerson || await principals.Find(id, cancellationToken) is not { } principal)
            return new ProblemResult(Problem.Of("forbidden"));
        if (principal.PasswordHash is not null && !passwords.Verify(principal, request.Current ?? ""))
            return new ProblemResult(Problem.Of("sign-in-failed").At("$.current"));
        var set = new SetPassword(passwords.Hash(request.Password));
        if (await principals.Handle(id, set, Origins.Of(context), cancellationToken) is { } refusal)
            return new ProblemResult(Problem.Of(refusal));
        await SignIn.Complete(context, (await principals.Find(id, cancellationToken))!);
        return TypedResults.NoContent();
    }
}
