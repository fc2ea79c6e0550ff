using System.Net;

namespace Dispatch.Tests.Api.Session;

[Collection(DemoCompany.Name)]
public sealed class DemoSignInTests(DemoHost host)
{
    [Theory]
    [InlineData("admin")]
    [InlineData("manager")]
    [InlineData("dispatcher")]
    [InlineData("agent")]
    [InlineData("engineer")]
    [InlineData("warehouse")]
    [InlineData("finance")]
    public async Task One_click_signs_in_as_a_demo_user_of_each_role(string role)
    {
        var client = host.Anonymous();
        var offered = (await (await client.GetAsync("/api/session")).Body()).GetProperty("demoUsers").EnumerateArray();
        var user = offered.First(user => user.Text("role") == role).Text("id");
        var answer = await client.PostAsync("/api/session/demo", Answers.Json($$"""{"user":"{{user}}"}"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(role, (await (await client.GetAsync("/api/session")).Body()).GetProperty("user").GetProperty("roles")[0].GetString());
    }

    [Theory]
    [InlineData("Test-Address", "192.0.2.7")]
    [InlineData("Host", "dispatch.example")]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("X-Original-For", "192.0.2.7:4711")]
    public async Task It_is_refused_to_whoever_is_not_at_this_machine(string header, string value)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add(header, value);
        var answer = await client.PostAsync("/api/session/demo", Answers.Json("""{"user":"demo-admin"}"""));
        await answer.AssertProblem(403, "demo-sign-in-unavailable");
    }
}
