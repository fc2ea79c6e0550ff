using System.Net;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Security;

/// <summary>A service that takes few requests a second.</summary>
public sealed class NarrowHost : ApiHost
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["demo"] = "on", ["demo-rate"] = "0", ["rate-limit"] = "10", ["sign-in-limit"] = "5",
    };
}

public sealed class RateLimitTests(NarrowHost host) : IClassFixture<NarrowHost>
{
    [Fact]
    public async Task A_burst_of_one_caller_is_told_to_wait_and_breaks_nothing()
    {
        var client = await host.As(Role.Agent);
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => n % 3 is 0
            ? client.PostAsync("/api/tickets", Answers.Json($$"""{"kind":"consultation","channel":"web","externalRef":"burst-{{n}}"}"""))
            : client.GetAsync(n % 3 is 1 ? "/api/tickets" : "/api/teams")));

        Assert.Contains(answers, answer => answer.IsSuccessStatusCode);
        await AllOthersWait(answers);
    }

    [Fact]
    public async Task One_callers_burst_does_not_starve_another()
    {
        var (greedy, modest) = (await host.As(Role.Agent), await host.As(Role.Agent));
        await AllOthersWait(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => greedy.GetAsync("/api/teams"))));
        Assert.Equal(HttpStatusCode.OK, (await modest.GetAsync("/api/teams")).StatusCode);
    }

    [Fact]
    public async Task Guessing_passwords_is_slowed_down_before_it_is_answered()
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("X-Dispatch", "1");
        client.DefaultRequestHeaders.Add("Test-Address", "203.0.113.9");
        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(n => client.PostAsync("/api/session", Answers.Json($$"""{"user":"demo-admin","password":"guess-{{n}}"}"""))));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode is HttpStatusCode.Unauthorized));
        await AllOthersWait(answers.Where(answer => answer.StatusCode is not HttpStatusCode.Unauthorized).ToList());
    }

    private static async Task AllOthersWait(IReadOnlyList<HttpResponseMessage> answers)
    {
        var refused = answers.Where(answer => !answer.IsSuccessStatusCode).ToList();
        Assert.NotEmpty(refused);
        foreach (var answer in refused)
        {
            await answer.AssertProblem(429, "too-many-requests");
            Assert.InRange(answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        }
    }
}
