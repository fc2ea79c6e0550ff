using System.Net;
using Dispatch.Access;

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

    [Theory]
    [InlineData("nonsense")]
    [InlineData("utf-16")]
    public async Task Another_encoding_than_utf_8_is_refused(string charset)
    {
        var content = Answers.Json("""{"user":"a","password":"b"}""");
        content.Headers.ContentType!.CharSet = charset;
        await (await host.Anonymous().PostAsync("/api/session", content)).AssertProblem(415, "media-type-unsupported");
    }

    [Theory]
    [InlineData("GET", "/openapi/v2.json", 404, "route-unknown")]
    [InlineData("GET", "/hubs/board", 400, "live-connection-missing")]
    [InlineData("GET", "/hubs/notices", 400, "live-connection-missing")]
    [InlineData("GET", "/hubs/board?id=gone", 404, "live-connection-unknown")]
    [InlineData("POST", "/hubs/board?id=gone", 404, "live-connection-unknown")]
    [InlineData("DELETE", "/hubs/board", 400, "live-connection-missing")]
    public async Task What_the_framework_refuses_in_plain_text_is_a_problem_document_as_well(string method, string address, int status, string code)
    {
        using var request = new HttpRequestMessage(new(method), address);
        await (await (await host.As(Role.Manager)).SendAsync(request)).AssertProblem(status, code);
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
