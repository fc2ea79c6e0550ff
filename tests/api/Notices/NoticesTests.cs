using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Silo.Notices;
using Dispatch.Sla;
using Dispatch.Tests.Api.Board;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Notices;

public sealed class NoticesTests(NoticeHost host) : IClassFixture<NoticeHost>, IAsyncLifetime
{
    private readonly List<string> opened = [];

    private const string Lead = "service-east-1";
    private static readonly TimeSpan FirstResponse = TimeSpan.FromMinutes(12);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>What is over says nothing more: the next test's alerts come by themselves.</summary>
    public async Task DisposeAsync()
    {
        var agent = await host.As(Role.Agent);
        foreach (var ticket in opened)
            await agent.PostAsync($"/api/tickets/{ticket}/cancel", Answers.Json("""{"reason":"over"}"""));
    }

    [Fact]
    public async Task A_breach_tells_the_lead_once_and_at_once()
    {
        var (client, console) = await LeadAtConsole();
        var id = await NewTicket();
        var told = await UntilEscalated(console, id);

        Assert.Equal(("first response escalated to level 1", "首次响应升级到第 1 级"), (told.GetProperty("text").Text("en"), told.GetProperty("text").Text("zh")));
        Assert.StartsWith("D", told.Text("number"));
        Assert.NotNull(told.Text("dueAt"));
        var listed = Assert.Single(await Of(client, id), notice => notice.Text("kind") == "sla-escalated.v1");
        Assert.Equal(told.Text("id"), listed.Text("id"));
        await console.DisposeAsync();
    }

    [Fact]
    public async Task A_process_that_dies_between_sending_and_settling_tells_nobody_twice()
    {
        var (client, console) = await LeadAtConsole();
        var id = await NewTicket();
        host.Outbox.Twice[id] = true;
        await UntilEscalated(console, id);
        var cause = (await Timeline(id)).Single(item => item.Text("kind") == "sla-escalated.v1").GetProperty("seq").GetInt64();
        await host.Outbox.SentAgain($"ticket/{id}@{cause}/lead");

        Assert.Single(await Of(client, id), notice => notice.Text("kind") == "sla-escalated.v1");
        await console.DisposeAsync();
    }

    [Fact]
    public async Task The_timeline_says_in_words_what_was_done_and_who_was_told()
    {
        var (_, console) = await LeadAtConsole();
        var id = await NewTicket();
        await UntilEscalated(console, id);

        var level = (await Timeline(id)).Single(item => item.Text("kind") == "sla-escalated.v1").GetProperty("body");
        Assert.Equal("Notify: assignee, team lead", Assert.Single(level.GetProperty("actions").EnumerateArray()).Text("en"));
        Assert.Contains(level.GetProperty("told").EnumerateArray(), name => name.Text("zh") == "组长甲");
        await console.DisposeAsync();
    }

    [Fact]
    public async Task A_notice_that_was_read_counts_no_more_on_any_console_of_its_reader()
    {
        var (client, console) = await LeadAtConsole();
        var told = await UntilEscalated(console, await NewTicket());
        await client.PostAsync("/api/notices/read-all", null);
        while ((await console.Next("unread")).GetProperty("unread").GetInt32() > 0)
        {
        }
        Assert.All(await Of(client, told.Text("ticket")!), notice => Assert.NotNull(notice.Text("readAt")));
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync($"/api/notices/{told.Text("id")}/read", null)).StatusCode);
        await console.DisposeAsync();
    }

    [Fact]
    public async Task Notices_of_others_can_be_neither_read_nor_marked()
    {
        var (_, console) = await LeadAtConsole();
        var told = await UntilEscalated(console, await NewTicket());
        var other = await host.As(Role.Manager);

        Assert.Empty((await (await other.GetAsync("/api/notices")).Body()).GetProperty("items").EnumerateArray());
        await (await other.PostAsync($"/api/notices/{told.Text("id")}/read", null)).AssertProblem(404, "notice-unknown");
        await (await other.PostAsync("/api/notices/none/read", null)).AssertProblem(404, "notice-unknown");
        await console.DisposeAsync();
    }

    [Fact]
    public async Task Pages_follow_one_another_by_cursor()
    {
        var client = await host.As(Role.Warehouse);
        var reader = (await (await client.GetAsync("/api/session")).Body()).GetProperty("user").Text("id")!;
        for (var i = 1; i <= 5; i++)
            await host.Services.GetRequiredService<INoticeStore>().Add(
                $"paged{i}", new($"ticket/paged@{i}", "paged", "D-1", "sla-warned.v1", Receiver.Lead, null, null), [reader], DateTimeOffset.UnixEpoch.AddHours(i));
        var all = (await (await client.GetAsync("/api/notices")).Body()).GetProperty("items").EnumerateArray().Select(item => item.Text("id")).ToList();

        var paged = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await (await client.GetAsync($"/api/notices?limit=1{(cursor is "" ? "" : $"&cursor={cursor}")}")).Body();
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("id")));
            cursor = page.Text("next");
        }
        Assert.Equal(5, paged.Count);
        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task A_storm_is_one_notice_whose_alerts_are_listed_page_by_page()
    {
        var client = await host.As(Role.Finance);
        var reader = (await (await client.GetAsync("/api/session")).Body()).GetProperty("user").Text("id")!;
        var at = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        for (var i = 1; i <= 1_200; i++)
            await host.Services.GetRequiredService<INoticeStore>().Add(
                $"storm{i}", new($"ticket/storm{i}@1", $"storm{i}", $"D-{i}", "sla-escalated.v1", Receiver.Lead, null, null) { Level = 1, Clock = "resolution", At = at }, [reader], at);

        var list = await (await client.GetAsync("/api/notices")).Body();
        var storm = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal((1, 1_200, "D-1"), (list.GetProperty("unread").GetInt32(), storm.GetProperty("count").GetInt32(), storm.Text("number")));
        Assert.Equal(("SLA: 1,200 escalations", "SLA：1,200 条升级提醒"), (storm.GetProperty("text").Text("en"), storm.GetProperty("text").Text("zh")));

        var first = await (await client.GetAsync($"/api/notices/{storm.Text("id")}/alerts?limit=2")).Body();
        var second = await (await client.GetAsync($"/api/notices/{storm.Text("id")}/alerts?limit=2&cursor={first.Text("next")}")).Body();
        Assert.Equal(["D-1", "D-2", "D-3", "D-4"], first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(alert => alert.Text("number")));
        Assert.Equal("resolution escalated to level 1", first.GetProperty("items")[0].GetProperty("text").Text("en"));
        await (await (await host.As(Role.Finance)).GetAsync($"/api/notices/{storm.Text("id")}/alerts")).AssertProblem(404, "notice-unknown");
        await (await client.GetAsync($"/api/notices/{storm.Text("id")}/alerts?cursor=x")).AssertProblem(400, "cursor-invalid");
    }

    [Fact]
    public async Task A_notice_that_grows_is_shown_as_it_grew()
    {
        var (_, console) = await LeadAtConsole();
        var news = host.Services.GetRequiredService<NoticeNews>();
        var at = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        for (var i = 1; i <= 50; i++)
            await news.Stored(await host.Services.GetRequiredService<INoticeStore>().Add(
                $"grown{i}", new($"ticket/grown{i}@1", $"grown{i}", $"D-{i}", "sla-grown.v1", Receiver.Lead, null, null) { At = at }, [Lead], at), default);

        JsonElement shown;
        do
            shown = await console.Next("notice");
        while (shown.Text("kind") is not "sla-grown.v1" || shown.GetProperty("count").GetInt32() < 50);
        Assert.Equal("grown1", shown.Text("ticket"));
        await console.DisposeAsync();
    }

    [Fact]
    public async Task A_manager_says_who_is_above_a_lead_and_who_stands_in()
    {
        var client = await host.As(Role.Manager);
        var answer = await client.PutAsync("/api/teams/finance/members/finance-2/reporting", Answers.Json("""{"manager":"demo-manager","standIn":"finance-3"}"""));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await (await client.PutAsync("/api/teams/finance/members/finance-2/reporting", Answers.Json("""{"standIn":"claims-1"}"""))).AssertProblem(422, "stand-in-unsuitable");
        await (await client.PutAsync("/api/teams/finance/members/finance-2/reporting", Answers.Json("""{"manager":"nobody"}"""))).AssertProblem(422, "principal-unknown");
        await (await client.PutAsync("/api/teams/finance/members/claims-1/reporting", Answers.Json("{}"))).AssertProblem(404, "member-unknown");
    }

    private async Task<(HttpClient Client, BoardSocket Console)> LeadAtConsole()
    {
        var principals = host.Services.GetRequiredService<PrincipalStore>();
        if (await principals.Find(Lead, default) is null)
            await principals.Handle(Lead, new CreatePrincipal(Lead, new("组长甲", "Lead One"), "company", [Role.Agent]), Origin.System, default);
        var client = host.WithToken(await host.IssueKey(Lead));
        var console = await BoardSocket.Connect(host, client.DefaultRequestHeaders.Authorization!.Parameter, "/hubs/notices");
        await console.Send("""{"type":1,"target":"Subscribe","arguments":[]}""");
        return (client, console);
    }

    private async Task<JsonElement> UntilEscalated(BoardSocket console, string ticket)
    {
        host.Time.Advance(FirstResponse);
        while (true)
        {
            var notice = await console.Next("notice");
            if (notice.Text("ticket") == ticket && notice.Text("kind") == "sla-escalated.v1")
                return notice;
        }
    }

    private async Task<string> NewTicket()
    {
        var answer = await (await host.As(Role.Agent)).PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"notices"}"""));
        opened.Add((await answer.Body()).Text("id")!);
        return opened[^1];
    }

    private async Task<IReadOnlyList<JsonElement>> Timeline(string ticket) =>
        [.. (await (await (await host.As(Role.Agent)).GetAsync($"/api/tickets/{ticket}/timeline")).Body()).GetProperty("items").EnumerateArray()];

    private static async Task<IReadOnlyList<JsonElement>> Of(HttpClient client, string ticket) =>
        [.. (await (await client.GetAsync("/api/notices?limit=200")).Body()).GetProperty("items").EnumerateArray().Where(item => item.Text("ticket") == ticket)];
}
