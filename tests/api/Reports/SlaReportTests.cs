using System.Text.Json;
using Dispatch.Access;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Outcomes;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Reports;

/// <summary>What a manager reads of how promises came out.</summary>
public sealed class SlaReportTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task A_promise_that_was_kept_is_counted_for_its_target_its_team_and_whoever_kept_it()
    {
        var manager = await host.As(Role.Manager);
        var ticket = await Answered(manager);
        var report = await (await manager.GetAsync("/api/reports/sla?metric=firstResponse&kind=consultation&timeZone=Asia/Shanghai")).Body();

        var total = report.GetProperty("total");
        Assert.True(total.GetProperty("met").GetInt64() > 0);
        Assert.Equal((0, 1.0), (total.GetProperty("breached").GetInt64(), total.GetProperty("attainment").GetDouble()));
        var target = Assert.Single(report.GetProperty("targets").EnumerateArray());
        Assert.Equal(("firstResponse", "first response"), (target.Text("metric"), target.GetProperty("name").Text("en")));
        var team = (await (await manager.GetAsync($"/api/tickets/{ticket}")).Body()).Text("team");
        Assert.Contains(team, report.GetProperty("teams").EnumerateArray().Select(team => team.Text("id")));
        var today = Assert.Single(report.GetProperty("course").EnumerateArray());
        Assert.Equal(total.GetProperty("met").GetInt64(), today.GetProperty("figures").GetProperty("met").GetInt64());

        var outcomes = await (await manager.GetAsync("/api/reports/sla/outcomes?metric=firstResponse&met=true&limit=200")).Body();
        var outcome = outcomes.GetProperty("items").EnumerateArray().Single(each => each.Text("ticket") == ticket);
        Assert.True(outcome.GetProperty("marginSeconds").GetInt64() > 0);
        Assert.Equal(team, outcome.GetProperty("held")[0].Text("team"));
    }

    [Fact]
    public async Task A_report_that_nothing_is_in_says_so_with_nought()
    {
        var manager = await host.As(Role.Manager);
        var report = await (await manager.GetAsync("/api/reports/sla?from=2001-01-01T00:00:00Z&to=2001-02-01T00:00:00Z&by=month")).Body();
        Assert.Equal(0, report.GetProperty("total").GetProperty("met").GetInt64());
        Assert.False(report.GetProperty("total").TryGetProperty("attainment", out _));
        Assert.Equal(0, report.GetProperty("targets").GetArrayLength() + report.GetProperty("teams").GetArrayLength() + report.GetProperty("course").GetArrayLength());
    }

    [Fact]
    public async Task Nobody_reads_of_tickets_beyond_his_own_org()
    {
        await Answered(await host.As(Role.Manager));
        var elsewhere = await host.As(Role.Manager, org: "company/nowhere");
        Assert.Equal(0, (await (await elsewhere.GetAsync("/api/reports/sla")).Body()).GetProperty("total").GetProperty("met").GetInt64());
        Assert.Equal(0, (await (await elsewhere.GetAsync("/api/reports/sla/outcomes")).Body()).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("sla?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "period-invalid", "?from")]
    [InlineData("sla?from=2010-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", "period-invalid", "?from")]
    [InlineData("sla?to=1026-03-01T00:00:00Z", "instant-impossible", "?to")]
    [InlineData("sla?by=hour", "choice-unknown", "?by")]
    [InlineData("sla?metric=happiness", "choice-unknown", "?metric")]
    [InlineData("sla?priority=immense", "choice-unknown", "?priority")]
    [InlineData("sla?timeZone=Mars/Olympus", "time-zone-unknown", "?timeZone")]
    [InlineData("sla?team=%00", "parameter-invalid", "?team")]
    [InlineData("sla/outcomes?limit=201", "number-out-of-range", "?limit")]
    [InlineData("sla/outcomes?cursor=MTIz", "cursor-invalid", "?cursor")]
    [InlineData("sla/outcomes?colour=red", "parameter-unknown", "?colour")]
    public async Task What_is_wrong_with_a_question_is_named(string question, string code, string path)
    {
        var answer = await (await host.As(Role.Manager)).GetAsync($"/api/reports/{question}");
        Assert.Contains(path, (await answer.AssertProblem(400, code)).Paths());
    }

    /// <summary>A question that was answered at once, and is in the report.</summary>
    private async Task<string> Answered(HttpClient manager)
    {
        var ticket = (await (await manager.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""))).Body()).Text("id")!;
        var reply = await manager.PostAsync($"/api/tickets/{ticket}/reply", Answers.Json("""{"text":"您好，已为您查询。"}"""));
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        var head = await host.Services.GetRequiredService<IJournal>().Head();
        var recorder = host.Services.GetRequiredService<OutcomeRecorder>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (recorder.Recorded < head)
            await Task.Delay(50, patience.Token);
        return ticket;
    }
}
