namespace Dispatch.Tests.Api.Hosting;

public sealed class SecurityHeadersTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/board")]
    [InlineData("/livez")]
    [InlineData("/api/session")]
    [InlineData("/api/nothing")]
    public async Task Every_answer_tells_browsers_to_run_nothing_foreign(string path)
    {
        var answer = await host.Anonymous().GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("geolocation=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")));
    }

    [Fact]
    public async Task The_answer_to_a_broken_body_carries_them_too()
    {
        var answer = await host.Anonymous().PostAsync("/api/session", Answers.Json("{"));
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }
}
