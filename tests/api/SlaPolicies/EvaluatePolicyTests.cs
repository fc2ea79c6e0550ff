using System.Text.Json;
using Dispatch.Access;

namespace Dispatch.Tests.Api.SlaPolicies;

[Collection(DemoCompany.Name)]
public sealed class EvaluatePolicyTests(DemoHost host)
{
    private const string Calendar = """
        { "id": "desk", "name": { "zh": "日历", "en": "Desk" }, "timeZone": "Asia/Shanghai",
          "week": [{ "days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "windows": [{ "from": "09:00", "to": "18:00" }] }] }
        """;

    private const string Policy = """
        { "id": "draft", "name": { "zh": "草稿", "en": "Draft" }, "order": 1, "calendar": "desk",
          "targets": [{ "id": "solution", "metric": "resolution", "budgets": { "low": 120, "normal": 120, "high": 120, "urgent": 90 },
            "escalation": [{ "offsetMinutes": 0, "actions": [{ "type": "raisePriority" }] }] }] }
        """;

    // Monday, 2 March 2026.
    private const string Story = """
        [
          { "event": "opened", "at": "2026-03-02T09:00:00+08:00", "priority": "urgent" },
          { "event": "held", "at": "2026-03-02T10:00:00+08:00", "reason": "awaiting-customer" },
          { "event": "resumed", "at": "2026-03-02T11:00:00+08:00" }
        ]
        """;

    [Fact]
    public async Task A_policy_that_nobody_has_published_is_evaluated_with_the_proof_of_its_deadline()
    {
        var answer = await Evaluate($$"""{ "policy": {{Policy}}, "calendars": [{{Calendar}}], "events": {{Story}}, "now": "2026-03-02T11:40:00+08:00" }""");
        var clock = Assert.Single(answer.GetProperty("clocks").EnumerateArray());
        Assert.Equal(("solution", "resolution", "breached", "2026-03-02T03:30:00.000Z"), (clock.Text("target"), clock.Text("metric"), clock.Text("state"), clock.Text("dueAt")));
        Assert.Equal((90, 100, 60, -10), (Minutes(clock, "budget"), Minutes(clock, "used"), Minutes(clock, "paused"), Minutes(clock, "margin")));
        Assert.Equal(
            ["60 ", "60 awaiting-customer", "30 "],
            clock.GetProperty("segments").EnumerateArray().Select(segment => $"{segment.GetProperty("minutes").GetDouble()} {segment.Text("reason")}"));
        Assert.Equal(["breach", "level"], answer.GetProperty("history").EnumerateArray().Select(milestone => milestone.Text("kind")));
    }

    [Fact]
    public async Task A_published_policy_is_evaluated_by_its_id()
    {
        var client = await host.As(Role.Manager);
        var id = (await (await client.GetAsync("/api/sla-policies")).Body()).GetProperty("items")[0].Text("id");
        var answer = await Evaluate($$"""{ "policyId": "{{id}}", "events": [{ "event": "opened", "at": "2026-03-02T09:00:00+08:00", "fields": { "tier": "vip" } }], "now": "2026-03-02T09:00:00+08:00" }""");
        Assert.Contains(answer.Text("policy"), new[] { id, null });
    }

    [Fact]
    public async Task Every_pause_is_told_although_a_clock_keeps_only_a_few()
    {
        var holds = string.Concat(Enumerable.Range(0, 9).Select(i => $$"""
            , { "event": "held", "at": "2026-03-02T09:{{i * 5:00}}:00+08:00", "reason": "awaiting-customer" }
            , { "event": "resumed", "at": "2026-03-02T09:{{i * 5 + 2:00}}:00+08:00" }
            """));
        var answer = await Evaluate($$"""{ "policy": {{Policy}}, "calendars": [{{Calendar}}], "events": [{ "event": "opened", "at": "2026-03-02T08:59:00+08:00" }{{holds}}], "now": "2026-03-02T10:00:00+08:00" }""");
        var segments = Assert.Single(answer.GetProperty("clocks").EnumerateArray()).GetProperty("segments").EnumerateArray().ToList();
        Assert.Equal(9, segments.Count(segment => segment.Text("reason") is "awaiting-customer"));
        Assert.Equal(120, segments.Where(segment => segment.Text("reason") is null).Sum(segment => segment.GetProperty("minutes").GetDouble()));
    }

    [Theory]
    [InlineData("""{ "policy": { "id": "x" }, "events": [], "now": "2026-03-02T09:00:00Z" }""", "$.policy")]
    [InlineData("""{ "policy": { "id": "x", "name": { "zh": "名", "en": "X" }, "order": 1, "targets": [], "calendar": "nowhere" }, "events": [], "now": "2026-03-02T09:00:00Z" }""", "$.policy.calendar")]
    [InlineData("""{ "policy": 7, "events": [], "now": "2026-03-02T09:00:00Z" }""", "$.policy")]
    [InlineData("""{ "calendars": [{ "id": "y" }], "events": [], "now": "2026-03-02T09:00:00Z" }""", "$.calendars[0]")]
    [InlineData("""{ "policyId": "nobody-wrote-it", "events": [], "now": "2026-03-02T09:00:00Z" }""", "$.policyId")]
    [InlineData("""{ "events": [], "now": "2026-03-02T09:00:00Z" }""", "$.events")]
    [InlineData("""{ "events": [{ "event": "opened", "at": "2026-03-02T09:00:00Z" }], "timeZones": { "site": "Mars/Olympus" }, "now": "2026-03-02T09:00:00Z" }""", "$.timeZones.site")]
    [InlineData("""{ "events": [{ "event": "vanished", "at": "2026-03-02T09:00:00Z" }], "now": "2026-03-02T09:00:00Z" }""", "$.events[0]")]
    public async Task What_is_wrong_is_named_by_its_path(string body, string path)
    {
        var answer = await (await host.As(Role.Manager)).PostAsync("/api/sla-policies/evaluate", Answers.Json(body));
        Assert.InRange((int)answer.StatusCode, 400, 422);
        Assert.Contains(path, (await answer.Body()).Paths());
    }

    [Fact]
    public async Task Calendars_without_common_hours_have_no_deadline()
    {
        var night = Calendar.Replace("desk", "night").Replace("09:00", "20:00").Replace("18:00", "23:00");
        var policy = Policy.Replace("\"calendar\": \"desk\"", "\"calendar\": \"desk\", \"alsoWithin\": [\"night\"]");
        var answer = await (await host.As(Role.Manager)).PostAsync("/api/sla-policies/evaluate", Answers.Json(
            $$"""{ "policy": {{policy}}, "calendars": [{{Calendar}}, {{night}}], "events": {{Story}}, "now": "2026-03-02T11:40:00+08:00" }"""));
        await answer.AssertProblem(422, "deadline-out-of-reach");
    }

    private async Task<JsonElement> Evaluate(string body)
    {
        var answer = await (await host.As(Role.Manager)).PostAsync("/api/sla-policies/evaluate", Answers.Json(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static double Minutes(JsonElement clock, string what) => clock.GetProperty($"{what}Minutes").GetDouble();
}
