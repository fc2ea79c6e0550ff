using System.Text.Json;
using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Calendars;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

public class ChineseHolidayTests
{
    [Theory]
    [InlineData("2026-09-30 17:00", 120, "2026-10-08 10:00", "National Day 2026, 1 to 7 October")]
    [InlineData("2026-09-19 17:30", 60, "2026-09-20 10:00", "a Sunday worked for National Day")]
    [InlineData("2026-10-09 17:30", 60, "2026-10-10 09:30", "a Saturday worked for National Day")]
    [InlineData("2026-10-10 17:30", 60, "2026-10-12 09:30", "the Sunday after it is not worked")]
    [InlineData("2026-02-13 17:30", 60, "2026-02-14 09:30", "a Saturday worked for the Spring Festival")]
    [InlineData("2026-02-14 17:30", 60, "2026-02-24 09:30", "the Spring Festival, 15 to 23 February")]
    [InlineData("2025-12-31 17:30", 60, "2026-01-04 09:30", "New Year, with the Sunday worked")]
    public void The_office_keeps_holidays_and_works_on_make_up_days(string start, int minutes, string due, string why) =>
        Assert.True(China(due) == Office.Due(China(start), Minutes(minutes)), $"{why}: {Office.Due(China(start), Minutes(minutes)).ToOffset(TimeSpan.FromHours(8))}");

    [Fact]
    public void The_daily_service_works_through_National_Day()
    {
        var service = new WorkingCalendar(ShippedSla.Calendars.Single(calendar => calendar.Id == "cn-service"));
        Assert.Equal(China("2026-10-01 09:00"), service.Due(China("2026-09-30 19:00"), Minutes(120)));
    }

    [Fact]
    public void A_year_not_announced_yet_changes_nothing()
    {
        var year = HolidayYear.Read("""{"$schema":"x","year":2027,"papers":[],"days":[]}""");
        var calendar = Define("Asia/Shanghai", Weekdays, Window("09:00", "17:00")) with { HolidayYears = [2026] };
        Assert.False(year.IsAnnounced);
        Assert.Same(calendar, calendar.With(year));
    }

    [Fact]
    public void What_a_calendar_already_says_about_a_date_stays()
    {
        var year = HolidayYear.Read("""{"year":2026,"days":[{"name":"元旦","date":"2026-01-01","isOffDay":true},{"name":"元旦","date":"2026-01-04","isOffDay":false}]}""");
        var calendar = (Define("Asia/Shanghai", Weekdays, Window("09:00", "17:00")) with { Exceptions = [new(new(2026, 1, 1), [Window("10:00", "12:00")])] }).With(year);
        Assert.Empty(calendar.Holidays);
        Assert.Equal([new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 4)], calendar.Exceptions.Select(exception => exception.Date));
        Assert.Equal([2026], calendar.HolidayYears!);
    }

    [Fact]
    public void Text_that_is_no_holiday_year_is_refused() =>
        Assert.Throws<JsonException>(() => HolidayYear.Read("""{"year":2026}"""));

    [Fact]
    public void A_calendar_warns_when_holidays_of_the_year_are_missing()
    {
        var calendar = Office.Definitions[0];
        Assert.Empty(calendar.HolidayWarnings(new(2026, 11, 30)));
        Assert.Equal([new HolidaysMissing("cn-office", 2027)], calendar.HolidayWarnings(new(2026, 12, 1)));
        Assert.Equal([new HolidaysMissing("cn-office", 2027)], calendar.HolidayWarnings(new(2027, 5, 1)));
    }

    [Fact]
    public void A_calendar_that_keeps_no_holidays_never_warns() =>
        Assert.Empty(ShippedSla.Calendars.Single(calendar => calendar.Id == "cn-service").HolidayWarnings(new(2030, 12, 31)));

    [Fact]
    public void A_deadline_beyond_the_announced_years_says_which_holidays_are_missing() =>
        Assert.Equal([new HolidaysMissing("cn-office", 2027)],
            DueCalculation.Explain(Office, China("2026-12-31 17:00"), Minutes(120), []).HolidaysMissing);

    [SharedDataFact]
    public void Every_published_year_is_read_and_every_day_of_it_is_kept()
    {
        var folder = Path.Combine(SharedData.Folder ?? throw new InvalidOperationException("CI needs the shared data."), "calendars", "holiday-cn");
        for (var number = 2018; number <= 2027; number++)
        {
            var year = HolidayYear.Read(File.ReadAllText(Path.Combine(folder, $"{number}.json")));
            var calendar = new WorkingCalendar((Define("Asia/Shanghai", Weekdays, Window("09:00", "17:00")) with { HolidayYears = [] }).With(year));
            Assert.Equal(number, year.Year);
            Assert.Equal(number is not 2027, year.IsAnnounced);
            Assert.All(year.Days, day =>
            {
                var midnight = new DateTimeOffset(day.Date, TimeOnly.MinValue, TimeSpan.FromHours(8));
                Assert.Equal(TimeSpan.FromHours(day.IsOffDay ? 0 : 8), calendar.Between(midnight, midnight.AddDays(1)));
            });
        }
    }

    [SharedDataFact]
    public void The_shipped_years_are_the_published_ones()
    {
        var folder = Path.Combine(SharedData.Folder ?? throw new InvalidOperationException("CI needs the shared data."), "calendars", "holiday-cn");
        Assert.All(ShippedSla.ChineseHolidays, shipped =>
            Assert.Equal(HolidayYear.Read(File.ReadAllText(Path.Combine(folder, $"{shipped.Year}.json"))).Days, shipped.Days));
    }
}
