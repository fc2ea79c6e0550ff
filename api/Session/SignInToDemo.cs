using Dispatch.Api.Access;
using Dispatch.Api.Demo;
using Dispatch.Api.Problems;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Session;

/// <summary><c>POST /api/session/demo</c>: one-click sign-in as a demo user, on a demo database and from this machine only.</summary>
public static class SignInToDemo
{
    /// <summary>The demo user to become.</summary>
    public sealed record Request(string User);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder session) => session.MapPost("/demo", Handle).AllowAnonymous().Produces<SessionView>()
        .WithSummary("Signs in as a demo user with one click.");

    private static async Task<IResult> Handle(
        Request request, HttpContext context, DemoDatabase demo, PrincipalStore principals, CancellationToken cancellationToken)
    {
        if (!demo.OffersSignIn(context))
            return new ProblemResult(Problem.Of("demo-sign-in-unavailable"));
        if (!DemoUsers.All.Any(user => user.Create.Id == request.User)
            || await principals.Find(request.User, cancellationToken) is not { Disabled: false } principal)
            return new ProblemResult(Problem.Of("sign-in-failed").At("$.user"));
        return TypedResults.Ok(await SignIn.Complete(context, principal));
    }
}
