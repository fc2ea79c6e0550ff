using System.Net;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Principals;

public sealed class PrincipalsTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_repeated_create_is_answered_like_the_first()
    {
        var admin = await host.As(Role.Admin);
        admin.DefaultRequestHeaders.Add("Idempotency-Key", "create-shop");
        const string body = """{"id":"shop","name":{"zh":"商城","en":"Shop"},"org":"company","roles":["agent"]}""";
        Assert.Equal(HttpStatusCode.Created, (await admin.PostAsync("/api/principals", Answers.Json(body))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await admin.PostAsync("/api/principals", Answers.Json(body))).StatusCode);
    }

    [Fact]
    public async Task The_same_key_for_another_body_is_a_conflict()
    {
        var admin = await host.As(Role.Admin);
        admin.DefaultRequestHeaders.Add("Idempotency-Key", "create-two");
        await admin.PostAsync("/api/principals", Answers.Json("""{"id":"one","name":{"zh":"一","en":"One"},"org":"company","roles":["agent"]}"""));
        var answer = await admin.PostAsync("/api/principals", Answers.Json("""{"id":"two","name":{"zh":"二","en":"Two"},"org":"company","roles":["agent"]}"""));
        await answer.AssertProblem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_second_principal_of_the_same_id_is_refused()
    {
        var admin = await host.As(Role.Admin);
        const string body = """{"id":"twice","name":{"zh":"二","en":"Twice"},"org":"company","roles":["agent"]}""";
        await admin.PostAsync("/api/principals", Answers.Json(body));
        await (await admin.PostAsync("/api/principals", Answers.Json(body))).AssertProblem(409, "principal-exists");
    }

    [Theory]
    [InlineData("""{"id":"A B","name":{"zh":"一","en":"x"},"org":"company","roles":["agent"]}""", "principal-id-invalid", "$.id")]
    [InlineData("""{"id":"ok","name":{"zh":"一","en":"x"},"org":"/company","roles":["agent"]}""", "org-path-invalid", "$.org")]
    [InlineData("""{"id":"ok","name":{"zh":"一","en":"x"},"org":"company","roles":[]}""", "roles-missing", "$.roles")]
    [InlineData("""{"id":"ok","name":{"zh":"一","en":"x"},"org":"company","roles":["king"]}""", "json-wrong-type", "$.roles[0]")]
    [InlineData("""{"id":"ok","name":{"zh":"一","en":"x"},"org":"company","roles":["agent"],"language":"fr"}""", "language-unknown", "$.language")]
    public async Task What_cannot_be_is_refused_with_its_path(string body, string code, string path)
    {
        var admin = await host.As(Role.Admin);
        var problem = await (await admin.PostAsync("/api/principals", Answers.Json(body))).AssertProblem(422, code);
        Assert.Equal([path], problem.Paths());
    }

    [Fact]
    public async Task A_key_works_until_it_is_revoked()
    {
        var admin = await host.As(Role.Admin);
        await admin.PostAsync("/api/principals", Answers.Json("""{"id":"robot","name":{"zh":"机器","en":"Robot"},"org":"company","roles":["admin"]}"""));
        var issued = await (await admin.PostAsync("/api/principals/robot/keys", Answers.Json("""{"label":"ci"}"""))).Body();
        var robot = host.WithToken(issued.Text("secret")!);
        Assert.Equal(HttpStatusCode.OK, (await robot.GetAsync("/api/principals/robot")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/principals/robot/keys/{issued.Text("id")}")).StatusCode);
        await (await robot.GetAsync("/api/principals/robot")).AssertProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task A_key_reaches_no_further_than_its_scopes()
    {
        var admin = await host.As(Role.Admin);
        await admin.PostAsync("/api/principals", Answers.Json("""{"id":"narrow","name":{"zh":"窄","en":"Narrow"},"org":"company","roles":["admin"]}"""));
        var issued = await (await admin.PostAsync("/api/principals/narrow/keys", Answers.Json("""{"label":"metrics","scopes":["operations"]}"""))).Body();
        var narrow = host.WithToken(issued.Text("secret")!);
        Assert.Equal(HttpStatusCode.OK, (await narrow.GetAsync("/metrics")).StatusCode);
        await (await narrow.GetAsync("/api/principals/narrow")).AssertProblem(403, "forbidden");
    }

    [Fact]
    public async Task A_principal_shut_out_is_refused_at_once()
    {
        var admin = await host.As(Role.Admin);
        await admin.PostAsync("/api/principals", Answers.Json("""{"id":"gone","name":{"zh":"走","en":"Gone"},"org":"company","roles":["admin"]}"""));
        var gone = host.WithToken(await host.IssueKey("gone"));
        Assert.Equal(HttpStatusCode.OK, (await gone.GetAsync("/api/principals/gone")).StatusCode);
        await admin.PatchAsync("/api/principals/gone", Answers.Json("""{"disabled":true}"""));
        await (await gone.GetAsync("/api/principals/gone")).AssertProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task The_secret_is_shown_on_the_first_answer_only()
    {
        var admin = await host.As(Role.Admin);
        await admin.PostAsync("/api/principals", Answers.Json("""{"id":"once","name":{"zh":"一","en":"Once"},"org":"company","roles":["agent"]}"""));
        admin.DefaultRequestHeaders.Add("Idempotency-Key", "issue-once");
        var first = await (await admin.PostAsync("/api/principals/once/keys", Answers.Json("""{"label":"ci"}"""))).Body();
        var second = await (await admin.PostAsync("/api/principals/once/keys", Answers.Json("""{"label":"ci"}"""))).Body();
        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.NotNull(first.Text("secret"));
        Assert.Null(second.Text("secret"));
    }
}
