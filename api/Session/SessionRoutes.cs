namespace Dispatch.Api.Session;

/// <summary>Routes of sign-in and session.</summary>
public static class SessionRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        GetSession.Map(session);
        SignIn.Map(session);
        SignInToDemo.Map(session);
        SignInByLink.Map(session);
        SignOut.Map(session);
        ChangeSession.Map(session);
        ChangePassword.Map(session);
        IssueToken.Map(session);
    }
}
