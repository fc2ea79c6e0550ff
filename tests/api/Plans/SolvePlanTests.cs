using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Plans;

public sealed class SolvePlanTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Problem = """
        { "engineers": [{ "id": "li", "shift": [{ "from": "2026-03-02T08:00:00+08:00", "until": "2026-03-02T17:00:00+08:00" }],
            "start": { "place": { "longitude": 121.47, "latitude": 31.23 } }, "skills": [{ "id": "gas", "level": 2 }] }],
          "jobs": [
            { "id": "boiler", "at": { "place": { "longitude": 121.5, "latitude": 31.25 } }, "duration": "00:45:00", "skills": [{ "id": "gas", "level": 1 }],
              "windows": [{ "from": "2026-03-02T09:00:00+08:00", "until": "2026-03-02T10:00:00+08:00" }] },
            { "id": "lift", "at": { "place": { "longitude": 121.5, "latitude": 31.25 } }, "duration": "01:00:00", "skills": [{ "id": "lifts", "level": 1 }] }] }
        """;

    [Fact]
    public async Task A_problem_becomes_a_route_with_costs_and_reasons_for_what_is_left_out()
    {
        var plan = await (await Solve(Problem, "?iterations=50")).Content.ReadFromJsonAsync<JsonElement>();
        var visit = plan.GetProperty("routes")[0].GetProperty("visits")[0];
        Assert.Equal(("boiler", "2026-03-02T01:00:00.000Z"), (visit.GetProperty("job").GetString(), visit.GetProperty("start").GetString()));
        var left = plan.GetProperty("unserved")[0];
        Assert.Equal(("lift", "skill-missing"), (left.GetProperty("job").GetString(), left.GetProperty("reason").GetString()));
        Assert.True(plan.GetProperty("costs").GetProperty("travel").GetDouble() > 0);
        Assert.Equal(50, plan.GetProperty("search").GetProperty("iterations").GetInt64());
    }

    [Fact]
    public async Task A_broken_problem_is_refused_with_the_path()
    {
        var answer = await Solve(Problem.Replace("00:45:00", "-00:45:00", StringComparison.Ordinal), "?iterations=1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty("$.jobs[0].duration", out _));
    }

    [Theory]
    [InlineData("\"crew\": 2", "\"load\": 0", "$.jobs[0].crew", "plan-number-impossible")]
    [InlineData("\"crew\": 0", "\"load\": 0", "$.jobs[0].crew", "plan-number-impossible")]
    [InlineData("\"crew\": 2000000000", "\"load\": 0", "$.jobs", "too-many-items")]
    [InlineData("\"after\": [\"boiler\"]", "\"load\": 0", "$.jobs[0].after[0]", "plan-waits-in-circle")]
    [InlineData("\"after\": [\"nothing\"]", "\"load\": 0", "$.jobs[0].after[0]", "plan-job-unknown")]
    [InlineData("\"after\": [\"lift\"]", "\"after\": [\"boiler\"]", "$.jobs[0].after[0]", "plan-waits-in-circle")]
    [InlineData("\"after\": [\"lift\"]", "\"windows\": [{ \"from\": \"2026-03-02T09:30:00+08:00\", \"until\": \"2026-03-02T16:00:00+08:00\" }]", "$.jobs[0].after[0]", "plan-waits-too-long")]
    public async Task Crews_and_orders_that_cannot_be_are_refused_with_the_path(string boiler, string lift, string path, string code)
    {
        var problem = Problem
            .Replace("\"id\": \"boiler\"", $"\"id\": \"boiler\", {boiler}", StringComparison.Ordinal)
            .Replace("\"id\": \"lift\"", $"\"id\": \"lift\", {lift}", StringComparison.Ordinal);
        var answer = await Solve(problem, "?iterations=1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var document = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((code, true), (document.GetProperty("code").GetString(), document.GetProperty("errors").TryGetProperty(path, out _)));
    }

    [Fact]
    public async Task A_plan_begins_with_the_routes_that_are_given()
    {
        var answer = await Solve(With("""[{ "engineer": "li", "jobs": ["boiler"] }]"""), "?iterations=0");
        var plan = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("boiler", plan.GetProperty("routes")[0].GetProperty("visits")[0].GetProperty("job").GetString());
    }

    [Theory]
    [InlineData("""[{ "engineer": "wang", "jobs": [] }]""", "$.routes[0].engineer", "plan-engineer-unknown")]
    [InlineData("""[{ "engineer": "li", "jobs": ["boiler", "nothing"] }]""", "$.routes[0].jobs[1]", "plan-job-unknown")]
    [InlineData("""[{ "engineer": "li", "jobs": ["boiler", "boiler"] }]""", "$.routes[0].jobs[1]", "plan-id-repeated")]
    public async Task Given_routes_of_what_is_not_there_are_refused_with_the_path(string routes, string path, string code)
    {
        var answer = await Solve(With(routes), "?iterations=1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var document = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((code, true), (document.GetProperty("code").GetString(), document.GetProperty("errors").TryGetProperty(path, out _)));
    }

    private static string With(string routes) => $"{Problem.TrimEnd()[..^1]}, \"routes\": {routes} }}";

    [Fact]
    public async Task What_waits_for_a_job_that_nobody_can_do_is_left_out_for_that_reason()
    {
        var waiting = Problem.Replace("\"id\": \"boiler\"", "\"id\": \"boiler\", \"after\": [\"lift\"]", StringComparison.Ordinal);
        var plan = await (await Solve(waiting, "?iterations=1")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("predecessor-unserved", plan.GetProperty("unserved")[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("?seconds=1000")]
    [InlineData("?iterations=-1")]
    public async Task A_search_that_would_not_end_soon_is_refused(string query) =>
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Solve(Problem, query)).StatusCode);

    private async Task<HttpResponseMessage> Solve(string problem, string query) =>
        await (await host.As(Role.Dispatcher)).PostAsync($"/api/plans/solve{query}", new StringContent(problem, Encoding.UTF8, "application/json"));
}
