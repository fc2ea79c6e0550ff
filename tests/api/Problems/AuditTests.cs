using System.Net;
using System.Text;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Problems;

/// <summary>Input that once came through, or broke something, although nobody can mean it.</summary>
[Collection(DemoCompany.Name)]
public sealed class AuditTests(DemoHost host)
{
    [Theory]
    [InlineData("""{"kind":"repair","channel":"web","parts":[null]}""", "json-wrong-type", "$.parts[0]")]
    [InlineData("""{"kind":"repair","channel":"web","files":["a",null]}""", "json-wrong-type", "$.files[1]")]
    [InlineData("""{"kind":"repair","channel":"web","parts":[{"part":"A B","quantity":1}]}""", "part-invalid", "$.parts[0].part")]
    [InlineData("""{"kind":"repair","channel":"web","customer":{"kind":"Telefon","value":"1"}}""", "slug-invalid", "$.customer.kind")]
    [InlineData("""{"kind":"repair","channel":"web","visitWindow":{"from":"2026-03-02","to":"2026-03-03"}}""", "json-wrong-type", "$.visitWindow.from")]
    [InlineData("""{"kind":"repair","channel":"web","visitWindow":{"from":"2026-03-02T09:00:00","to":"2026-03-03T09:00:00Z"}}""", "json-wrong-type", "$.visitWindow.from")]
    public async Task A_ticket_that_nobody_can_mean_is_refused(string body, string code, string path)
    {
        var answer = await (await host.As(Role.Agent)).PostAsync("/api/tickets", Answers.Json(body));
        Assert.Equal([path], (await answer.AssertProblem(422, code)).Paths());
    }

    [Theory]
    [InlineData("hold", """{"reason":"awaiting-customer","until":"9999-12-31T23:59:59Z"}""", "instant-impossible", "$.until")]
    [InlineData("complete-visit", """{"workOrder":"w1","notes":"x","usedParts":[null]}""", "json-wrong-type", "$.usedParts[0]")]
    public async Task A_command_that_nobody_can_mean_is_refused(string command, string body, string code, string path)
    {
        var client = await host.As(Role.Admin);
        var id = (await (await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""))).Body()).Text("id");
        var answer = await client.PostAsync($"/api/tickets/{id}/{command}", Answers.Json(body));
        Assert.Equal([path], (await answer.AssertProblem(422, code)).Paths());
    }

    [Theory]
    [InlineData("/api/tickets?colour=red", "parameter-unknown", "?colour")]
    [InlineData("/api/teams?limit=5&nonsense", "parameter-unknown", "?nonsense")]
    [InlineData("/api/tickets?status=nonsense", "choice-unknown", "?status")]
    [InlineData("/api/tickets?priority=7", "choice-unknown", "?priority")]
    public async Task A_filter_that_does_not_exist_does_not_show_everything(string address, string code, string path)
    {
        var answer = await (await host.As(Role.Admin)).GetAsync(address);
        Assert.Equal([path], (await answer.AssertProblem(400, code)).Paths());
    }

    [Fact]
    public async Task A_packed_body_is_refused()
    {
        var content = Answers.Json("{}");
        content.Headers.ContentEncoding.Add("gzip");
        await (await (await host.As(Role.Agent)).PostAsync("/api/tickets", content)).AssertProblem(415, "content-encoding-unsupported");
    }

    [Fact]
    public async Task A_form_that_ends_too_early_is_refused()
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc"));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        await (await (await host.As(Role.Agent)).PostAsync("/api/files", content)).AssertProblem(400, "request-invalid");
    }

    [Fact]
    public async Task Somebody_away_since_the_year_one_is_refused()
    {
        var answer = await (await host.As(Role.Admin)).PostAsync("/api/engineers/engineer-03/shift", Answers.Json("""{"presence":"absent","from":"0001-01-01T00:00:00Z"}"""));
        Assert.Equal(["$.from"], (await answer.AssertProblem(422, "instant-impossible")).Paths());
    }

    [Fact]
    public async Task An_edit_of_a_principal_on_an_older_version_is_refused()
    {
        var admin = await host.As(Role.Admin);
        await admin.PostAsync("/api/principals", Answers.Json("""{"id":"audit","name":{"zh":"审","en":"Audit"},"org":"company","roles":["agent"]}"""));
        var seen = (await admin.GetAsync("/api/principals/audit")).Headers.ETag!;
        var changed = await Patch(admin, "audit", """{"roles":["manager"],"disabled":true}""", seen.Tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(seen, changed.Headers.ETag);
        await (await Patch(admin, "audit", """{"disabled":false}""", seen.Tag)).AssertProblem(412, "version-stale");
    }

    private static Task<HttpResponseMessage> Patch(HttpClient client, string id, string body, string version)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/principals/{id}") { Content = Answers.Json(body) };
        request.Headers.Add("If-Match", version);
        return client.SendAsync(request);
    }
}
