using System.Net;
using System.Text.Json;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Tickets;

[Collection(DemoCompany.Name)]
public sealed class TicketCommandTests(DemoHost host)
{
    [Fact]
    public async Task A_note_shows_in_the_timeline_with_its_text()
    {
        var client = await host.As(Role.Agent);
        var id = await NewTicket(client);
        Assert.Equal(HttpStatusCode.NoContent, (await Send(client, id, "note", """{"text":"客户说明天在家"}""")).StatusCode);
        var note = (await Timeline(client, id)).Single(item => item.Text("kind") == "note-added.v1");
        Assert.Equal("客户说明天在家", note.GetProperty("body").Text("text"));
    }

    [Fact]
    public async Task The_timeline_calls_rules_outcomes_and_resolutions_by_their_names()
    {
        var client = await host.As(Role.Dispatcher);
        var id = await NewTicket(client);
        await Send(client, id, "resolve", """{"resolution":"answered"}""");
        var texts = (await Timeline(client, id)).Select(item => item.GetProperty("text").Text("zh")).ToList();
        Assert.Contains(texts, text => text!.StartsWith("按规则“其余”", StringComparison.Ordinal));
        Assert.Contains("已解决：已答复", texts);
    }

    [Fact]
    public async Task A_customer_sees_replies_but_no_notes()
    {
        var client = await host.As(Role.Agent);
        var id = await NewTicket(client);
        await Send(client, id, "note", """{"text":"internal"}""");
        await Send(client, id, "reply", """{"text":"您好"}""");
        var customer = host.AsCustomerOf(id);
        var kinds = (await Timeline(customer, id)).Select(item => item.Text("kind"));
        Assert.Contains("reply-sent.v1", kinds);
        Assert.DoesNotContain("note-added.v1", kinds);
    }

    [Fact]
    public async Task A_customer_writes_as_the_customer_and_sees_no_other_ticket()
    {
        var client = await host.As(Role.Agent);
        var (own, other) = (await NewTicket(client), await NewTicket(client));
        var customer = host.AsCustomerOf(own);
        Assert.Equal(HttpStatusCode.NoContent, (await Send(customer, own, "reply", """{"text":"还没修好"}""")).StatusCode);
        Assert.Contains(await Timeline(client, own), item => item.Text("kind") == "reply-received.v1");
        await (await customer.GetAsync($"/api/tickets/{other}")).AssertProblem(404, "ticket-unknown");
        await (await Send(customer, other, "reply", """{"text":"x"}""")).AssertProblem(404, "ticket-unknown");
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        var client = await host.As(Role.Agent);
        var id = await NewTicket(client);
        await Send(client, id, "note", """{"text":"one"}""");
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"1\"");
        await (await Send(client, id, "note", """{"text":"two"}""")).AssertProblem(412, "version-stale");
    }

    [Fact]
    public async Task A_repeated_command_is_carried_out_once()
    {
        var client = await host.As(Role.Agent);
        var id = await NewTicket(client);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "note-once");
        await Send(client, id, "note", """{"text":"once"}""");
        Assert.Equal(HttpStatusCode.NoContent, (await Send(client, id, "note", """{"text":"once"}""")).StatusCode);
        Assert.Single(await Timeline(client, id), item => item.Text("kind") == "note-added.v1");
        await (await Send(client, id, "note", """{"text":"twice"}""")).AssertProblem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_command_out_of_order_is_a_conflict()
    {
        var client = await host.As(Role.Agent);
        var id = await NewTicket(client);
        await (await Send(client, id, "reopen", """{"reason":"again"}""")).AssertProblem(409, "ticket-in-status");
        await (await Send(client, id, "resume", "{}")).AssertProblem(409, "ticket-in-status");
    }

    [Theory]
    [InlineData("note", """{"text":""}""", "text-length", "$.text")]
    [InlineData("hold", """{"reason":"awaiting-customer","until":"2001-01-01T00:00:00Z"}""", "hold-until-past", "$.until")]
    [InlineData("merge", """{"into":"nothing"}""", "ticket-unknown", "$.into")]
    [InlineData("resolve", """{"resolution":"Fixed it!"}""", "slug-invalid", "$.resolution")]
    [InlineData("transfer", """{"team":"nowhere","reason":"x"}""", "team-unknown", "$.team")]
    [InlineData("complete-step", """{"step":"s99"}""", "ticket-step-unknown", "$.step")]
    [InlineData("book-visit", """{"workOrder":"w9"}""", "work-order-unknown", "$.workOrder")]
    public async Task What_cannot_be_is_refused_with_its_path(string command, string body, string code, string path)
    {
        var client = await host.As(Role.Dispatcher);
        var id = await NewTicket(client);
        var answer = await Send(client, id, command, body);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        var problem = await answer.Body();
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal([path], problem.Paths());
    }

    [Fact]
    public async Task Resolve_close_and_reopen_show_in_status_and_allowed_commands()
    {
        var client = await host.As(Role.Manager);
        var id = await NewTicket(client);
        await Send(client, id, "resolve", """{"resolution":"answered"}""");
        var resolved = await Detail(client, id);
        Assert.Equal("resolved", resolved.Text("status"));
        Assert.Contains("close", Allowed(resolved));
        Assert.DoesNotContain("assign", Allowed(resolved));
        await Send(client, id, "close", "{}");
        Assert.Equal("closed", (await Detail(client, id)).Text("status"));
        await Send(client, id, "reopen", """{"reason":"still broken"}""");
        Assert.Equal("open", (await Detail(client, id)).Text("status"));
    }

    [Fact]
    public async Task An_engineer_does_not_see_tickets_without_a_visit_of_his()
    {
        var id = await NewTicket(await host.As(Role.Agent));
        var engineer = await host.As(Role.Engineer, engineer: "engineer-40");
        await (await engineer.GetAsync($"/api/tickets/{id}")).AssertProblem(404, "ticket-unknown");
    }

    [Fact]
    public async Task Nobody_sees_tickets_of_another_part_of_the_company()
    {
        var id = await NewTicket(await host.As(Role.Agent));
        var west = await host.As(Role.Agent, org: "company/west");
        await (await west.GetAsync($"/api/tickets/{id}")).AssertProblem(404, "ticket-unknown");
        await (await Send(west, id, "note", """{"text":"x"}""")).AssertProblem(404, "ticket-unknown");
    }

    private static async Task<string> NewTicket(HttpClient client) =>
        (await (await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""))).Body()).Text("id")!;

    private static Task<HttpResponseMessage> Send(HttpClient client, string id, string command, string body) =>
        client.PostAsync($"/api/tickets/{id}/{command}", Answers.Json(body));

    private static async Task<JsonElement> Detail(HttpClient client, string id) => await (await client.GetAsync($"/api/tickets/{id}")).Body();

    private static async Task<List<JsonElement>> Timeline(HttpClient client, string id) =>
        [.. (await (await client.GetAsync($"/api/tickets/{id}/timeline")).Body()).GetProperty("items").EnumerateArray()];

    private static IEnumerable<string?> Allowed(JsonElement detail) => detail.GetProperty("allowed").EnumerateArray().Select(command => command.GetString());
}
