using System.Net;

namespace Dispatch.Tests.Api.Problems;

public sealed class BadInputTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("{", 400, "json-malformed", "$")]
    [InlineData("", 400, "body-missing", null)]
    [InlineData("[]", 422, "json-wrong-type", "$")]
    [InlineData("null", 400, "body-missing", null)]
    [InlineData("""{"user":"a","password":"b",}""", 400, "json-malformed", "$")]
    [InlineData("""{"user":"a","password":"b","role":"admin"}""", 422, "json-unknown-member", "$.role")]
    [InlineData("""{"User":"a","password":"b"}""", 422, "json-unknown-member", "$.User")]
    [InlineData("""{"user":1,"password":"b"}""", 422, "json-wrong-type", "$.user")]
    [InlineData("""{"user":null,"password":"b"}""", 422, "json-wrong-type", "$.user")]
    [InlineData("""{"user":"a"}""", 422, "json-missing-member", "$.password")]
    [InlineData("""{"user":"a","user":"b","password":"c"}""", 422, "json-duplicate-member", "$.user")]
    [InlineData("""{"user":"a\u0000b","password":"c"}""", 422, "json-wrong-type", "$.user")]
    [InlineData("""{"user":"\ud800","password":"c"}""", 422, "json-wrong-type", "$.user")]
    public async Task A_body_that_cannot_be_read_is_refused_with_its_path(string body, int status, string code, string? path)
    {
        var answer = await host.Anonymous().PostAsync("/api/session", Answers.Json(body));
        var problem = await answer.AssertProblem(status, code);
        Assert.Equal(path is null ? [] : [path], problem.Paths());
    }

    [Fact]
    public async Task All_missing_members_are_named_at_once()
    {
        var answer = await host.Anonymous().PostAsync("/api/session", Answers.Json("{}"));
        var problem = await answer.AssertProblem(422, "json-missing-member");
        Assert.Equal(["$.password", "$.user"], problem.Paths().Order());
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        var answer = await host.Anonymous().PostAsync("/api/session", new StringContent("user=a"));
        await answer.AssertProblem(415, "media-type-unsupported");
    }

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused()
    {
        var content = new ByteArrayContent([0x7b, 0x22, 0x75, 0x73, 0x65, 0x72, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
        content.Headers.ContentType = new("application/json");
        var answer = await host.Anonymous().PostAsync("/api/session", content);
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData("zh-CN,en;q=0.5", "登录失败")]
    [InlineData("en-GB", "Sign-in failed")]
    [InlineData("fr, en;q=0.1", "Sign-in failed")]
    [InlineData("fr", "登录失败")]
    public async Task Problems_speak_the_language_asked_for(string accepted, string title)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Accept-Language", accepted);
        var answer = await client.PostAsync("/api/session", Answers.Json("""{"user":"nobody","password":"wrong"}"""));
        Assert.Equal(title, (await answer.AssertProblem(401, "sign-in-failed")).Text("title"));
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_404_for_whoever_is_signed_in()
    {
        var client = await host.As(Dispatch.Access.Role.Agent);
        await (await client.GetAsync("/api/nothing")).AssertProblem(404, "route-unknown");
    }

    [Fact]
    public async Task A_wrong_method_is_a_405()
    {
        var client = await host.As(Dispatch.Access.Role.Agent);
        await (await client.PutAsync("/api/session", Answers.Json("{}"))).AssertProblem(405, "method-not-allowed");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("ключ")]
    public async Task An_idempotency_key_that_is_not_visible_ASCII_is_refused(string key)
    {
        var client = await host.As(Dispatch.Access.Role.Admin);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Idempotency-Key", key);
        var answer = await client.PostAsync("/api/session/token", null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
