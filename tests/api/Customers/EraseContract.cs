using System.Net;
using Dispatch.Access;
using Dispatch.Customers;
using Dispatch.Silo.Search;
using Dispatch.Tests.Api.Races;
using Dispatch.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Customers;

/// <summary>What erasing a person takes away and what it leaves, on either database.</summary>
public abstract class EraseContract(string data, TemporaryFolder folder) : IDisposable
{
    private const string Name = "欧阳忘记";
    private const string Phone = "+8619911223344";
    private const string Words = "洗衣机漏水到楼下邻居";
    private static readonly string[] Personal = [Name, Phone, Words, "忘记路 12 号", "忘记路 21 号", "发票照片"];
    private static readonly string Customer = CustomerIdentity.ToId("phone", Phone);
    private readonly RaceHost host = new(data, folder);
    private readonly Ledger ledger = new(data);

    public void Dispose()
    {
        host.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [StorageFact]
    public async Task Nothing_that_was_said_by_or_about_the_person_is_left_and_the_journal_stays_whole()
    {
        var (admin, agent) = (await host.As(Role.Admin), await host.As(Role.Agent));
        var (id, other) = (await Open(agent, Phone, Name), await Open(agent, "+8619955667788", "留下"));
        await Say(agent, id);
        await host.Services.GetRequiredService<SearchIndexer>().Reindex([id, other]);
        Assert.Contains(id, await Found(agent, "洗衣机"));
        Assert.Contains(id, await Found(agent, "忘记路 21 号"));
        var events = (await ledger.Query<string>("select body from event")).Count;

        var erased = await (await admin.PostAsync($"/api/customers/{Customer}/erase", null)).Body();
        Assert.Equal(1, erased.GetProperty("tickets").GetInt32());
        Assert.Equal(6, erased.GetProperty("texts").GetInt32());

        foreach (var table in new[] { "body from content", "body from event", "state from entity", "body from outbox", "body from notice" })
            Assert.All(await ledger.Query<string>($"select {table}"), row => Assert.All(Personal, datum => Assert.DoesNotContain(datum, row, StringComparison.Ordinal)));
        Assert.DoesNotContain(id, await Found(agent, "洗衣机"));
        Assert.Contains(other, await Found(agent, "洗衣机"));
        Assert.Equal(events + 1, (await ledger.Query<string>("select body from event")).Count);
        await DoctorFindsNothing();
    }

    [StorageFact]
    public async Task The_tickets_page_and_history_say_that_something_was_erased_and_work_goes_on()
    {
        var (admin, agent) = (await host.As(Role.Admin), await host.As(Role.Agent));
        var (id, other) = (await Open(agent, Phone, Name), await Open(agent, "+8619955667788", "留下"));
        await Say(agent, id);
        await admin.PostAsync($"/api/customers/{Customer}/erase", null);

        var ticket = await (await agent.GetAsync($"/api/tickets/{id}")).Body();
        Assert.True(ticket.GetProperty("erased").GetBoolean());
        Assert.Null(ticket.Text("description"));
        Assert.False(ticket.TryGetProperty("contact", out _));
        Assert.False((await (await agent.GetAsync($"/api/tickets/{other}")).Body()).GetProperty("erased").GetBoolean());
        var said = (await (await agent.GetAsync($"/api/tickets/{id}/timeline")).Body()).GetProperty("items").EnumerateArray()
            .Where(item => item.Text("kind") is "reply-sent.v1" or "note-added.v1" or "place-set.v1").Select(item => item.GetProperty("body")).ToList();
        Assert.Equal(3, said.Count);
        Assert.All(said, body => Assert.True(body.GetProperty("erased").GetBoolean() && body.Text("text") is null));
        Assert.NotNull((await (await agent.GetAsync($"/api/customers/{Customer}")).Body()).Text("erasedAt"));

        Assert.True((await agent.PostAsync($"/api/tickets/{id}/reply", Answers.Json("""{"text":"您好"}"""))).IsSuccessStatusCode);
        await Locate(agent, id);
        Assert.Equal("忘记路 21 号", (await (await agent.GetAsync($"/api/tickets/{id}")).Body()).GetProperty("contact").Text("address"));
        var again = await (await admin.PostAsync($"/api/customers/{Customer}/erase", null)).Body();
        Assert.Equal(2, again.GetProperty("texts").GetInt32());
        Assert.Equal(0, (await (await admin.PostAsync($"/api/customers/{Customer}/erase", null)).Body()).GetProperty("texts").GetInt32());
        await DoctorFindsNothing();
    }

    [StorageFact]
    public async Task Files_that_came_with_the_tickets_go_unless_another_ticket_shows_the_same_bytes()
    {
        var (admin, agent) = (await host.As(Role.Admin), await host.As(Role.Agent));
        var (own, shared, others) = (await Upload(agent, 1), await Upload(agent, 2), await Upload(agent, 2));
        await Open(agent, Phone, Name, files: [own, shared]);
        await Open(agent, "+8619955667788", "留下", files: [others]);

        Assert.Equal(1, (await (await admin.PostAsync($"/api/customers/{Customer}/erase", null)).Body()).GetProperty("files").GetInt32());
        await (await agent.GetAsync($"/api/files/{own}")).AssertProblem(404, "file-unknown");
        var left = await agent.GetAsync($"/api/files/{others}");
        Assert.Equal((HttpStatusCode.OK, "发票照片-2.png"), (left.StatusCode, left.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal("file", (await agent.GetAsync($"/api/files/{shared}")).Content.Headers.ContentDisposition?.FileName);
        await DoctorFindsNothing();
    }

    [StorageFact]
    public async Task A_person_is_erased_only_by_an_administrator_of_every_part_of_the_company_that_knows_them()
    {
        var agent = await host.As(Role.Agent);
        await Open(agent, Phone, Name, "east");
        await Open(agent, Phone, Name, "west");
        await (await agent.PostAsync($"/api/customers/{Customer}/erase", null)).AssertProblem(403, "forbidden");
        await (await (await host.As(Role.Admin, "company/east")).PostAsync($"/api/customers/{Customer}/erase", null)).AssertProblem(403, "forbidden");
        await (await (await host.As(Role.Admin, "company/north")).PostAsync($"/api/customers/{Customer}/erase", null)).AssertProblem(404, "customer-unknown");
        await (await (await host.As(Role.Admin)).PostAsync("/api/customers/nobody/erase", null)).AssertProblem(404, "customer-unknown");
    }

    private static async Task<string> Upload(HttpClient agent, byte bytes)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, bytes]), "file", $"发票照片-{bytes}.png" } };
        return (await (await agent.PostAsync("/api/files", form)).Body()).Text("id")!;
    }

    private static async Task<string> Open(HttpClient agent, string phone, string name, string region = "east", params string[] files)
    {
        var answer = await agent.PostAsync("/api/tickets", Answers.Json($$"""
            { "kind": "repair", "channel": "web", "region": "{{region}}", "description": "{{(name == Name ? Words : "洗衣机不转")}}", "data": { "neighbour": "{{name}}" },
              "files": [{{string.Join(", ", files.Select(file => $"\"{file}\""))}}],
              "customer": { "kind": "phone", "value": "{{phone}}", "name": "{{name}}" },
              "contact": { "name": "{{name}}", "phone": "{{phone}}", "address": "{{(name == Name ? "忘记路 12 号" : "别处")}}" } }
            """));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Body()).Text("id")!;
    }

    private static async Task Say(HttpClient agent, string id)
    {
        Assert.True((await agent.PostAsync($"/api/tickets/{id}/reply", Answers.Json($$"""{"text":"{{Name}}您好"}"""))).IsSuccessStatusCode);
        Assert.True((await agent.PostAsync($"/api/tickets/{id}/note", Answers.Json("""{"text":"客户寄来发票照片"}"""))).IsSuccessStatusCode);
        await Locate(agent, id);
    }

    private static async Task Locate(HttpClient agent, string id) => Assert.True((await agent.PostAsync(
        $"/api/tickets/{id}/set-place", Answers.Json("""{"place":{"longitude":121.5,"latitude":31.2},"address":"忘记路 21 号"}"""))).IsSuccessStatusCode);

    private static async Task<IReadOnlyList<string?>> Found(HttpClient agent, string words) =>
        [.. (await (await agent.GetAsync($"/api/tickets?q={Uri.EscapeDataString(words)}")).Body()).GetProperty("items").EnumerateArray().Select(item => item.Text("id"))];

    private async Task DoctorFindsNothing() =>
        Assert.DoesNotContain(await ledger.Examine(host.Time.GetUtcNow()), finding => !finding.Passing);
}

public sealed class SqliteEraseTests : EraseContract
{
    public SqliteEraseTests() : this(new TemporaryFolder())
    {
    }

    private SqliteEraseTests(TemporaryFolder folder) : base(folder.File("erase.db"), folder)
    {
    }
}

[OnPostgres]
public sealed class PostgresEraseTests() : EraseContract(PostgresServer.Shared.CreateDatabase(), new TemporaryFolder());
