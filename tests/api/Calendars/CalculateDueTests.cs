using Dispatch.Access;

namespace Dispatch.Tests.Api.Calendars;

[Collection(DemoCompany.Name)]
public sealed class CalculateDueTests(DemoHost host)
{
    [Theory]
    // cn-office works from 9:00 to 12:00 and from 13:30 to 18:00; Monday, 2 March 2026.
    [InlineData("""{ "start": "2026-03-02T09:00:00+08:00", "budgetMinutes": 60 }""", "2026-03-02T02:00:00.000Z")]
    [InlineData("""{ "start": "2026-03-02T09:00:00+08:00", "budget": 60 }""", "2026-03-02T02:00:00.000Z")]
    [InlineData("""{ "start": "2026-03-02T09:30:00+08:00", "budget": { "type": "workingDays", "days": 2 } }""", "2026-03-04T01:30:00.000Z")]
    [InlineData("""{ "start": "2026-03-02T09:30:00+08:00", "budget": { "type": "until", "workingDays": 1, "time": "17:00" } }""", "2026-03-03T09:00:00.000Z")]
    [InlineData("""{ "start": "2026-03-02T09:00:00+08:00", "budget": 60, "timeZone": "Asia/Tokyo" }""", "2026-03-02T02:00:00.000Z")]
    [InlineData("""{ "start": "2026-03-02T07:00:00+08:00", "budget": 60, "timeZone": "Asia/Tokyo" }""", "2026-03-02T01:00:00.000Z")]
    [InlineData("""{ "start": "2026-03-02T07:00:00+08:00", "budget": 60, "alsoWithin": ["cn-service"] }""", "2026-03-02T02:00:00.000Z")]
    public async Task A_budget_of_any_form_is_due_on_shared_calendars_and_other_wall_clocks(string body, string due)
    {
        var answer = await (await Ask(body)).Body();
        Assert.Equal(due, answer.Text("due"));
        Assert.Equal(answer.GetProperty("budgetMinutes").GetDouble(), answer.GetProperty("counted").EnumerateArray().Sum(segment => segment.GetProperty("minutes").GetDouble()));
    }

    [Theory]
    [InlineData("""{ "start": "2026-03-02T09:00:00Z" }""", "$.budgetMinutes")]
    [InlineData("""{ "start": "2026-03-02T09:00:00Z", "budgetMinutes": 1, "budget": 1 }""", "$.budget")]
    [InlineData("""{ "start": "2026-03-02T09:00:00Z", "budget": 0 }""", "$.budget")]
    [InlineData("""{ "start": "2026-03-02T09:00:00Z", "budget": { "type": "aeons" } }""", "$.budget")]
    [InlineData("""{ "start": "2026-03-02T09:00:00Z", "budget": 1, "timeZone": "Mars/Olympus" }""", "$.timeZone")]
    [InlineData("""{ "start": "2026-03-02T09:00:00Z", "budget": 1, "alsoWithin": ["cn-service", "nowhere"] }""", "$.alsoWithin[1]")]
    public async Task What_is_wrong_is_named_by_its_path(string body, string path)
    {
        var answer = await Ask(body);
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Equal([path], (await answer.Body()).Paths());
    }

    private async Task<HttpResponseMessage> Ask(string body) =>
        await (await host.As(Role.Manager)).PostAsync("/api/calendars/cn-office/due", Answers.Json(body));
}
