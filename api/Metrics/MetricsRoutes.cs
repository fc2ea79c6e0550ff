using Dispatch.Api.Access;

namespace Dispatch.Api.Metrics;

/// <summary><c>GET /metrics</c> in the Prometheus text format.</summary>
public static class MetricsRoutes
{
    /// <summary>Maps the route.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes
        .MapGet("/metrics", (MetricsCollector metrics) => TypedResults.Text(metrics.Render(), "text/plain; version=0.0.4"))
        .RequireAuthorization(Policies.Operations).WithTags("Operations")
        .WithSummary("Counters and durations in the Prometheus text format.");
}
