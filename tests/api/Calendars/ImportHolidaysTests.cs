using System.Net;
using System.Text.Json;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Calendars;

[Collection(DemoCompany.Name)]
public sealed class ImportHolidaysTests(DemoHost host)
{
    private const string Feast = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260601\r\nDTEND;VALUE=DATE:20260603\r\nSUMMARY:Feast\r\nEND:VEVENT\r\n"
        + "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20260701T090000Z\r\nDTEND:20260701T100000Z\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    [Fact]
    public async Task All_day_events_become_days_off_in_the_next_version_and_once_only()
    {
        var client = await Calendar("ical-days");
        var first = await Import(client, "ical-days", new { iCalendar = Feast });
        Assert.Equal((2, 2), (first.GetProperty("holidays").GetInt32(), first.GetProperty("calendar").GetProperty("version").GetInt32()));
        var again = await Import(client, "ical-days", new { iCalendar = Feast });
        Assert.Equal((0, 2), (again.GetProperty("holidays").GetInt32(), again.GetProperty("calendar").GetProperty("version").GetInt32()));

        var due = await (await client.PostAsync("/api/calendars/ical-days/due", Answers.Json("""{"start":"2026-05-31T16:00:00+08:00","budgetMinutes":120}"""))).Body();
        Assert.Equal("2026-06-03T03:00:00.000Z", due.Text("due")); // a Sunday; Monday and Tuesday are off
    }

    [Fact]
    public async Task An_announced_year_brings_days_off_and_make_up_workdays()
    {
        var client = await Calendar("cn-days");
        var answer = await Import(client, "cn-days", new
        {
            holidayYear = new { year = 2026, days = new object[] { new { name = "劳动节", date = "2026-05-01", isOffDay = true }, new { name = "劳动节", date = "2026-05-09", isOffDay = false } } },
        });
        Assert.Equal((1, 1), (answer.GetProperty("holidays").GetInt32(), answer.GetProperty("workdays").GetInt32()));
        Assert.DoesNotContain(2026, answer.GetProperty("missing").EnumerateArray().Select(year => year.GetInt32()));
    }

    [Theory]
    [InlineData("{}", "import-unclear")]
    [InlineData("""{"iCalendar":"x","holidayYear":{}}""", "import-unclear")]
    [InlineData("""{"iCalendar":"hello"}""", "icalendar-unreadable")]
    [InlineData("""{"iCalendar":"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nRRULE:FREQ=NOPE\r\nEND:VEVENT\r\nEND:VCALENDAR"}""", "icalendar-unreadable")]
    [InlineData("""{"holidayYear":{"year":"next"}}""", "holiday-year-unreadable")]
    public async Task What_cannot_be_read_is_refused_and_publishes_nothing(string body, string code)
    {
        var client = await Calendar("broken-days");
        var answer = await client.PostAsync("/api/calendars/broken-days/import", Answers.Json(body));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.StatusCode, (await answer.Body()).Text("code")));
    }

    [Fact]
    public async Task An_unknown_calendar_is_not_found_and_an_agent_may_not_import()
    {
        var client = await host.As(Role.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/calendars/nowhere/import", Answers.Json("""{"iCalendar":"x"}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.As(Role.Agent)).PostAsync("/api/calendars/cn-office/import", Answers.Json("""{"iCalendar":"x"}"""))).StatusCode);
    }

    private async Task<HttpClient> Calendar(string id)
    {
        var client = await host.As(Role.Manager);
        var answer = await client.PutAsync($"/api/calendars/{id}", Answers.Json(
            $$"""{"id":"{{id}}","name":{"zh":"导入","en":"Import"},"timeZone":"Asia/Shanghai","week":[{"days":["monday","tuesday","wednesday","thursday","friday"],"windows":[{"from":"09:00","to":"18:00"}]}],"holidayYears":[]}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return client;
    }

    private static async Task<JsonElement> Import(HttpClient client, string id, object body)
    {
        var answer = await client.PostAsync($"/api/calendars/{id}/import", Answers.Json(JsonSerializer.Serialize(body)));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Body();
    }
}
