using Dispatch.Api.Access;

namespace Dispatch.Api.Session;

/// <summary><c>GET /api/session</c>: who is signed in; open to anybody, because the sign-in page asks.</summary>
public static class GetSession
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder session) => session.MapGet("", Handle).AllowAnonymous()
        .WithSummary("Who is signed in, and whether the demo's one-click sign-in is offered.");

    private static SessionView Handle(HttpContext context) => SessionView.Of(context, Caller.Find(context.User));
}
