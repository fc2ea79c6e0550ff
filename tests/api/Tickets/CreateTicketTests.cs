using System.Net;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Tickets;

[Collection(DemoCompany.Name)]
public sealed class CreateTicketTests(DemoHost host)
{
    [Fact]
    public async Task A_ticket_is_answered_with_number_team_and_deadlines()
    {
        var client = await host.As(Role.Agent);
        var answer = await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"repair","channel":"web","description":"不制冷","product":"fridge"}"""));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var ticket = await answer.Body();
        Assert.StartsWith("D-", ticket.Text("number"));
        Assert.NotNull(ticket.Text("team"));
        Assert.Contains(ticket.GetProperty("sla").EnumerateArray(), target => target.Text("target") == "resolution" && target.Text("dueAt") is not null);
        Assert.Equal($"/api/tickets/{ticket.Text("id")}", answer.Headers.Location?.ToString());
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task The_same_key_again_is_the_same_ticket()
    {
        var client = await host.As(Role.Agent);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");
        const string body = """{"kind":"consultation","channel":"web"}""";
        var first = await (await client.PostAsync("/api/tickets", Answers.Json(body))).Body();
        var second = await client.PostAsync("/api/tickets", Answers.Json(body));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(first.Text("id"), (await second.Body()).Text("id"));
    }

    [Fact]
    public async Task The_same_key_for_another_ticket_is_a_conflict()
    {
        var client = await host.As(Role.Agent);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-2");
        await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""));
        var answer = await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"return","channel":"web"}"""));
        await answer.AssertProblem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task The_same_key_of_another_caller_is_another_ticket()
    {
        const string body = """{"kind":"consultation","channel":"web"}""";
        var ids = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            var client = await host.As(Role.Agent);
            client.DefaultRequestHeaders.Add("Idempotency-Key", "k-3");
            ids.Add((await (await client.PostAsync("/api/tickets", Answers.Json(body))).Body()).Text("id"));
        }
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public async Task Twenty_racing_posts_of_one_key_make_one_ticket()
    {
        var client = await host.As(Role.Agent);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-race");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            client.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""))));
        var ids = await Task.WhenAll(answers.Select(async answer => (await answer.Body()).Text("id")));
        Assert.Single(ids.Distinct());
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
    }

    [Fact]
    public async Task Channel_and_external_reference_name_a_ticket_for_ever()
    {
        var client = await host.As(Role.Agent);
        const string body = """{"kind":"consultation","channel":"shop","externalRef":"A-1"}""";
        var first = await (await client.PostAsync("/api/tickets", Answers.Json(body))).Body();
        var second = await (await client.PostAsync("/api/tickets", Answers.Json(body))).Body();
        Assert.Equal(first.Text("id"), second.Text("id"));
    }

    [Theory]
    [InlineData("""{"kind":"nothing","channel":"web"}""", 422, "case-type-unknown", "$.kind")]
    [InlineData("""{"kind":"repair","channel":""}""", 422, "text-length", "$.channel")]
    [InlineData("""{"kind":"repair","channel":"web","priority":"extreme"}""", 422, "json-wrong-type", "$.priority")]
    [InlineData("""{"kind":"repair","channel":"web","place":{"longitude":181,"latitude":0}}""", 422, "number-out-of-range", "$.place.longitude")]
    [InlineData("""{"kind":"repair","channel":"web","place":{"longitude":1e400,"latitude":0}}""", 422, "number-out-of-range", "$.place.longitude")]
    [InlineData("""{"kind":"repair","channel":"web","place":{"longitude":1,"latitude":0,"system":"mars"}}""", 422, "coordinate-system-unknown", "$.place.system")]
    [InlineData("""{"kind":"repair","channel":"web","amount":{"minor":-1,"currency":"CNY"}}""", 422, "number-out-of-range", "$.amount.minor")]
    [InlineData("""{"kind":"repair","channel":"web","amount":{"minor":1.5,"currency":"CNY"}}""", 422, "json-wrong-type", "$.amount.minor")]
    [InlineData("""{"kind":"repair","channel":"web","siteTimeZone":"Mars/Olympus"}""", 422, "time-zone-unknown", "$.siteTimeZone")]
    [InlineData("""{"kind":"repair","channel":"web","customer":{"kind":"phone","value":"1","timeZone":"UTC+8"}}""", 422, "time-zone-unknown", "$.customer.timeZone")]
    [InlineData("""{"kind":"repair","channel":"web","amount":{"minor":1,"currency":"yuan"}}""", 422, "currency-unknown", "$.amount.currency")]
    [InlineData("""{"kind":"repair","channel":"web","visitWindow":{"from":"2026-03-02T10:00:00Z","to":"2026-03-02T09:00:00Z"}}""", 422, "window-backwards", "$.visitWindow")]
    [InlineData("""{"kind":"repair","channel":"web","visitWindow":{"from":"0001-01-01T00:00:00Z","to":"9999-12-31T00:00:00Z"}}""", 422, "instant-impossible", "$.visitWindow")]
    [InlineData("""{"kind":"repair","channel":"web","visitWindow":{"from":"2026-02-30T10:00:00Z","to":"2026-03-02T09:00:00Z"}}""", 422, "json-wrong-type", "$.visitWindow.from")]
    [InlineData("""{"kind":"repair","channel":"web","parts":[{"part":"pump","quantity":0}]}""", 422, "number-out-of-range", "$.parts[0].quantity")]
    [InlineData("""{"kind":"repair","channel":"web","files":["no-such-file"]}""", 422, "file-unknown", "$.files[0]")]
    [InlineData("""{"kind":"repair","channel":"web","data":[1]}""", 422, "field-value-wrong-type", "$.data")]
    [InlineData("""{"kind":"repair","channel":"web","region":"East Side"}""", 422, "slug-invalid", "$.region")]
    [InlineData("""{"kind":"repair","channel":"web","customer":{"value":"1"}}""", 422, "json-missing-member", "$.customer.kind")]
    public async Task What_cannot_be_is_refused_with_its_path(string body, int status, string code, string path)
    {
        var client = await host.As(Role.Agent);
        var problem = await (await client.PostAsync("/api/tickets", Answers.Json(body))).AssertProblem(status, code);
        Assert.Equal([path], problem.Paths());
    }

    [Fact]
    public async Task A_description_of_8001_characters_is_too_long()
    {
        var client = await host.As(Role.Agent);
        var body = $$"""{"kind":"repair","channel":"web","description":"{{new string('长', 8_001)}}"}""";
        await (await client.PostAsync("/api/tickets", Answers.Json(body))).AssertProblem(422, "text-length");
    }

    [Fact]
    public async Task A_coordinate_of_a_Chinese_map_is_kept_as_where_it_is_on_the_globe()
    {
        var client = await host.As(Role.Agent);
        var body = """{"kind":"repair","channel":"web","place":{"longitude":116.397548,"latitude":39.906930,"system":"gcj02"}}""";
        var id = (await (await client.PostAsync("/api/tickets", Answers.Json(body))).Body()).Text("id");
        var place = (await (await client.GetAsync($"/api/tickets/{id}")).Body()).GetProperty("place");
        Assert.Equal(116.3913, place.GetProperty("longitude").GetDouble(), 4);
        Assert.Equal(39.9055, place.GetProperty("latitude").GetDouble(), 4);
    }
}
