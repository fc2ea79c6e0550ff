using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Session;

/// <summary><c>PATCH /api/session</c>: chooses the language of texts.</summary>
public static class ChangeSession
{
    /// <summary>The language wanted: <c>zh</c> or <c>en</c>.</summary>
    public sealed record Request(string Language);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder session) => session.MapPatch("", Handle).RequireAuthorization(Policies.Session).Produces<SessionView>()
        .WithSummary("Chooses the language of texts.");

    private static async Task<IResult> Handle(
        Request request, HttpContext context, PrincipalStore principals, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var refusal = await principals.Handle(caller.Id, new ChooseLanguage(request.Language), Origins.Of(context), cancellationToken);
        return refusal is null
            ? TypedResults.Ok(SessionView.Of(context, caller with { Language = request.Language }))
            : new ProblemResult(Problem.Of(refusal));
    }
}
