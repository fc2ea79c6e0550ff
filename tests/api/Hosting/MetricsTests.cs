using Dispatch.Access;

namespace Dispatch.Tests.Api.Hosting;

public sealed class MetricsTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Request_durations_are_told_in_the_Prometheus_format()
    {
        var client = await host.As(Role.Admin);
        await client.GetAsync("/api/session");
        var text = await client.GetStringAsync("/metrics");
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text);
        Assert.Matches("""http_server_request_duration_seconds_bucket\{[^}]*http_route="/api/session/?"[^}]*le="\+Inf"\} [1-9]""", text);
    }
}
