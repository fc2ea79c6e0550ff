using System.Net;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Session;

public sealed class SessionTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Nobody_is_signed_in_at_first()
    {
        var session = await (await host.Anonymous().GetAsync("/api/session")).Body();
        Assert.False(session.TryGetProperty("user", out _));
        Assert.False(session.GetProperty("demo").GetBoolean());
    }

    [Fact]
    public async Task A_password_opens_a_session_that_the_cookie_carries()
    {
        var (client, id) = await SignedIn();
        var user = (await (await client.GetAsync("/api/session")).Body()).GetProperty("user");
        Assert.Equal(id, user.Text("id"));
        Assert.Equal("agent", user.GetProperty("roles")[0].GetString());
    }

    [Fact]
    public async Task A_wrong_password_opens_nothing()
    {
        var id = await NewPerson();
        var answer = await host.Anonymous().PostAsync("/api/session", Answers.Json($$"""{"user":"{{id}}","password":"wrong horse"}"""));
        await answer.AssertProblem(401, "sign-in-failed");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_change_with_a_cookie_needs_the_header_that_foreign_pages_cannot_set()
    {
        var (client, _) = await SignedIn();
        client.DefaultRequestHeaders.Remove("X-Dispatch");
        await (await client.PatchAsync("/api/session", Answers.Json("""{"language":"en"}"""))).AssertProblem(403, "csrf-header-missing");
    }

    [Fact]
    public async Task The_chosen_language_wins_over_the_browsers()
    {
        var (client, _) = await SignedIn();
        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        await client.PatchAsync("/api/session", Answers.Json("""{"language":"en"}"""));
        var problem = await (await client.GetAsync("/api/principals/x")).AssertProblem(403, "forbidden");
        Assert.Equal("Not allowed", problem.Text("title"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var (client, _) = await SignedIn();
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/session")).StatusCode);
        Assert.False((await (await client.GetAsync("/api/session")).Body()).TryGetProperty("user", out _));
    }

    [Fact]
    public async Task A_new_password_ends_sessions_opened_with_the_old_one()
    {
        var (client, id) = await SignedIn();
        var store = host.Services.GetRequiredService<PrincipalStore>();
        await store.Handle(id, new SetPassword(new Passwords().Hash("another horse entirely")), Origin.System, default);
        Assert.False((await (await client.GetAsync("/api/session")).Body()).TryGetProperty("user", out _));
    }

    [Fact]
    public async Task A_token_works_where_the_cookie_did()
    {
        var (client, id) = await SignedIn();
        var token = (await (await client.PostAsync("/api/session/token", null)).Body()).Text("accessToken")!;
        var session = await (await host.WithToken(token).GetAsync("/api/session")).Body();
        Assert.Equal(id, session.GetProperty("user").Text("id"));
    }

    [Fact]
    public async Task Outside_the_demo_there_is_no_one_click_sign_in()
    {
        var answer = await host.Anonymous().PostAsync("/api/session/demo", Answers.Json("""{"user":"demo-admin"}"""));
        await answer.AssertProblem(403, "demo-sign-in-unavailable");
    }

    [Fact]
    public async Task A_link_signs_in_once()
    {
        var id = await NewPerson();
        var secret = await host.IssueKey(id, KeyKind.Once);
        var client = host.Anonymous();
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync($"/api/session/link?token={secret}")).StatusCode);
        Assert.Equal(id, (await (await client.GetAsync("/api/session")).Body()).GetProperty("user").Text("id"));
        await (await host.Anonymous().GetAsync($"/api/session/link?token={secret}")).AssertProblem(401, "link-invalid");
    }

    [Fact]
    public async Task A_one_time_link_is_no_api_key()
    {
        var secret = await host.IssueKey(await NewPerson(), KeyKind.Once);
        await (await host.WithToken(secret).GetAsync("/api/principals/x")).AssertProblem(401, "unauthenticated");
    }

    private async Task<(HttpClient Client, string Id)> SignedIn()
    {
        var id = await NewPerson();
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("X-Dispatch", "1");
        var answer = await client.PostAsync("/api/session", Answers.Json($$"""{"user":"{{id}}","password":"{{Password}}"}"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (client, id);
    }

    private async Task<string> NewPerson()
    {
        var store = host.Services.GetRequiredService<PrincipalStore>();
        var id = $"li.{Guid.NewGuid():n}";
        await store.Handle(id, new CreatePrincipal(id, new("李薇", "Li Wei"), "company/east", [Role.Agent]), Origin.System, default);
        await store.Handle(id, new SetPassword(new Passwords().Hash(Password)), Origin.System, default);
        return id;
    }
}
