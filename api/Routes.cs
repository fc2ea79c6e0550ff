using Dispatch.Api.Documentation;
using Dispatch.Api.Hosting;
using Dispatch.Api.Metrics;
using Dispatch.Api.Principals;
using Dispatch.Api.Session;

namespace Dispatch.Api;

/// <summary>Every route of the service.</summary>
public static class Routes
{
    /// <summary>Maps them all.</summary>
    public static void MapDispatch(this IEndpointRouteBuilder app)
    {
        app.MapHealth();
        app.MapMetrics();
        app.MapDocumentation();
        var api = app.MapGroup("/api");
        api.MapSession();
        api.MapPrincipals();
    }
}
