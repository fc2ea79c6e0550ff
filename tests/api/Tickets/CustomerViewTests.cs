using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Tickets;

/// <summary>What a customer sees of his ticket by his link, and what he does not.</summary>
[Collection(DemoCompany.Name)]
public sealed class CustomerViewTests(DemoHost host)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    [Fact]
    public async Task A_link_tells_which_ticket_it_opens_and_a_forged_one_opens_none()
    {
        var (agent, id) = await NewTicket("consultation");
        var link = await (await agent.PostAsync($"/api/tickets/{id}/link", Answers.Json("{}"))).Body();
        var token = link.Text("token")!;
        Assert.Equal(id, (await Session(host.WithToken(token))).GetProperty("user").Text("ticket"));

        var forged = host.WithToken(token[..^6] + "forged");
        Assert.False((await Session(forged)).TryGetProperty("user", out _));
        Assert.Equal(HttpStatusCode.Unauthorized, (await forged.GetAsync($"/api/tickets/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_customer_reads_what_it_is_about_and_nothing_of_how_the_company_works()
    {
        var (agent, id) = await NewTicket("consultation", """, "product": "KT-20", "description": "保修多久？" """);
        await Send(agent, id, "hold", """{"reason":"the lawyer is asked"}""");
        var staff = await Ticket(agent, id);
        var own = await Ticket(host.AsCustomerOf(id), id);

        Assert.Equal(("KT-20", "保修多久？", "咨询"), (own.Text("product"), own.Text("description"), own.GetProperty("kindName").Text("zh")));
        Assert.All(["team", "steps", "sla", "routing", "heldFor"], member => Assert.True(IsTold(staff, member), member));
        Assert.All(
            ["team", "assignee", "engineer", "skills", "steps", "sla", "routing", "watchers", "heldFor", "mergedInto", "duplicateOf", "customerTier", "dueAt", "dueTarget"],
            member => Assert.False(IsTold(own, member), member));
        Assert.Equal((false, 0), (own.GetProperty("breached").GetBoolean(), own.GetProperty("escalationLevel").GetInt32()));
    }

    [Fact]
    public async Task A_customer_learns_that_he_is_waited_for()
    {
        var (agent, id) = await NewTicket("consultation");
        Assert.False((await Ticket(host.AsCustomerOf(id), id)).GetProperty("awaitsCustomer").GetBoolean());
        await Send(agent, id, "hold", """{"reason":"awaiting-customer"}""");
        var own = await Ticket(host.AsCustomerOf(id), id);
        Assert.Equal((true, "awaiting-customer"), (own.GetProperty("awaitsCustomer").GetBoolean(), own.Text("heldFor")));
    }

    [Fact]
    public async Task What_colleagues_wrote_for_each_other_is_not_in_the_customers_history()
    {
        var (agent, id) = await NewTicket("consultation");
        await Send(agent, id, "reply", """{"text":"letter"}""");
        await Send(agent, id, "resolve", """{"resolution":"answered","note":"between us"}""");
        var history = await (await host.AsCustomerOf(id).GetAsync($"/api/tickets/{id}/timeline")).Content.ReadAsStringAsync();
        Assert.Contains("letter", history, StringComparison.Ordinal);
        Assert.Contains("ticket-resolved.v1", history, StringComparison.Ordinal);
        Assert.DoesNotContain("between us", history, StringComparison.Ordinal);
        Assert.Contains("between us", await (await agent.GetAsync($"/api/tickets/{id}/timeline")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_opens_files_that_came_with_letters_and_none_that_did_not()
    {
        var (agent, id) = await NewTicket("consultation");
        var (sent, kept) = (await Upload(agent), await Upload(agent));
        await Send(agent, id, "reply", $$"""{"text":"see the picture","files":["{{sent}}"]}""");
        var customer = host.AsCustomerOf(id);
        Assert.Equal(HttpStatusCode.OK, (await customer.GetAsync($"/api/files/{sent}?ticket={id}")).StatusCode);
        await (await customer.GetAsync($"/api/files/{kept}?ticket={id}")).AssertProblem(404, "file-unknown");
    }

    private async Task<(HttpClient Agent, string Ticket)> NewTicket(string kind, string more = "")
    {
        var agent = await host.As(Role.Agent);
        var answer = await agent.PostAsync("/api/tickets", Answers.Json($$"""{"kind":"{{kind}}","channel":"web","region":"east"{{more}}}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (agent, (await answer.Body()).Text("id")!);
    }

    private static async Task Send(HttpClient client, string id, string command, string body)
    {
        var answer = await client.PostAsync($"/api/tickets/{id}/{command}", Answers.Json(body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> Upload(HttpClient client)
    {
        using var bytes = new ByteArrayContent([.. Png, .. Guid.NewGuid().ToByteArray()]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { bytes, "file", "photo.png" } };
        return (await (await client.PostAsync("/api/files", form)).Body()).Text("id")!;
    }

    /// <summary>Whether a member says anything: it is there and not an empty list.</summary>
    private static bool IsTold(JsonElement ticket, string member) =>
        ticket.TryGetProperty(member, out var value) && !(value.ValueKind is JsonValueKind.Array && value.GetArrayLength() is 0);

    private static async Task<JsonElement> Ticket(HttpClient client, string id) => await (await client.GetAsync($"/api/tickets/{id}")).Body();

    private static async Task<JsonElement> Session(HttpClient client) => await (await client.GetAsync("/api/session")).Body();
}
