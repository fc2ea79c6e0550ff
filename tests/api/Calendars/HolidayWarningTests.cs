using Dispatch.Access;

namespace Dispatch.Tests.Api.Calendars;

public sealed class HolidayWarningTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_calendar_that_lacks_the_holidays_of_a_year_is_named_with_the_year()
    {
        var manager = await host.As(Role.Manager);
        var calendar = """
            { "id": "desk", "name": { "zh": "日历", "en": "Desk" }, "timeZone": "Asia/Shanghai", "holidayYears": [2001],
              "week": [{ "days": ["monday"], "windows": [{ "from": "09:00", "to": "18:00" }] }] }
            """;
        var published = await manager.PutAsync("/api/calendars/desk", Answers.Json(calendar));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        var warnings = (await (await manager.GetAsync("/api/calendars/warnings")).Body()).GetProperty("items").EnumerateArray().Where(each => each.Text("calendar") is "desk").ToList();
        Assert.InRange(warnings.Count, 1, 2);
        Assert.Equal(DateTimeOffset.UtcNow.AddHours(8).Year, warnings[0].GetProperty("year").GetInt32());
        Assert.Equal("Desk", warnings[0].GetProperty("name").Text("en"));
    }
}
