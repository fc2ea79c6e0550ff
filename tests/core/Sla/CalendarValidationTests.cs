using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Calendars;

namespace Dispatch.Tests.Core.Sla;

public class CalendarValidationTests
{
    private static readonly CalendarDefinition Sound = Define("Asia/Shanghai", Weekdays, Window("09:00", "12:00"), Window("13:00", "17:00"));

    [Fact]
    public void A_sound_calendar_has_no_fault() => Assert.Empty(CalendarValidation.Validate(Sound));

    [Fact]
    public void The_shipped_calendars_have_no_fault() => Assert.All(ShippedSla.Calendars, calendar => Assert.Empty(CalendarValidation.Validate(calendar)));

    [Fact]
    public void Windows_that_touch_do_not_overlap() =>
        Assert.Empty(CalendarValidation.Validate(Define("Asia/Shanghai", Enum.GetValues<DayOfWeek>(), Window("00:00", "12:00"), Window("12:00", "24:00"))));

    [Fact]
    public void An_unknown_zone_is_refused() => Refused(Sound with { TimeZone = "Asia/Peking2" }, RejectionCode.TimeZoneUnknown, "$.timeZone");

    [Fact]
    public void A_day_of_more_than_24_hours_is_refused() => Refused(Sound with { HoursPerDay = 25 }, RejectionCode.HoursPerDayOutOfRange, "$.hoursPerDay");

    [Fact]
    public void A_calendar_without_hours_is_refused() => Refused(Sound with { Week = [] }, RejectionCode.CalendarEmpty, "$.week");

    [Fact]
    public void Hours_without_a_day_are_refused() =>
        Refused(Sound with { Week = [new([], [Window("09:00", "10:00")])] }, RejectionCode.HoursEmpty, "$.week[0].days");

    [Fact]
    public void Hours_without_a_window_are_refused() =>
        Refused(Sound with { Week = [.. Sound.Week, new([DayOfWeek.Sunday], [])] }, RejectionCode.HoursEmpty, "$.week[1].windows");

    [Fact]
    public void Windows_that_overlap_are_refused() =>
        Refused(Define("Asia/Shanghai", [DayOfWeek.Monday], Window("09:00", "12:00"), Window("11:00", "17:00")), RejectionCode.WindowsOverlap, "$.week[0].windows[1]");

    [Fact]
    public void A_Saturday_night_shift_may_not_run_into_the_Sunday_hours() => Refused(
        Sound with { Week = [new([DayOfWeek.Saturday], [Window("22:00", "08:00")]), new([DayOfWeek.Sunday], [Window("07:00", "09:00")])] },
        RejectionCode.WindowsOverlap, "$.week[1].windows[0]");

    [Fact]
    public void A_holiday_named_twice_is_refused() =>
        Refused(Sound with { Holidays = [new(new(2026, 1, 1)), new(new(2026, 1, 1))] }, RejectionCode.DateDuplicate, "$.holidays[1].date");

    [Fact]
    public void A_date_beyond_all_calendars_is_refused() =>
        Refused(Sound with { Exceptions = [new(new(2500, 1, 1), [])] }, RejectionCode.DateOutOfRange, "$.exceptions[0].date");

    [Fact]
    public void Windows_of_an_exception_that_overlap_are_refused() => Refused(
        Sound with { Exceptions = [new(new(2026, 1, 4), [Window("09:00", "12:00"), Window("10:00", "11:00")])] },
        RejectionCode.WindowsOverlap, "$.exceptions[0].windows[1]");

    [Fact]
    public void A_calendar_survives_being_written_and_read()
    {
        var json = JsonSerializer.Serialize(Office.Definitions[0], DispatchJson.Stored);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<CalendarDefinition>(json, DispatchJson.Strict), DispatchJson.Stored));
        Assert.Contains("""{"from":"13:30","to":"18:00"}""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_time_that_is_none_is_refused_at_its_path()
    {
        var body = JsonBody.Parse("""{"id":"c","name":{"zh":"一","en":"One"},"timeZone":"Asia/Shanghai","week":[{"days":["monday"],"windows":[{"from":"9 am","to":"12:00"}]}]}""");
        var rejection = Assert.Single(ConfigurationSnapshot.Of(CalendarKind.Instance).Validate("calendar", "c", body));
        Assert.Equal("$.week[0].windows[0].from", rejection.Path);
    }

    private static void Refused(CalendarDefinition calendar, RejectionCode code, string path)
    {
        var rejection = Assert.Single(CalendarValidation.Validate(calendar));
        Assert.Equal((code, path), (rejection.Code, rejection.Path));
    }
}
