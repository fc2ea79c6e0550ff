using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Calendars;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>An instant is working time when the wall clock says so: skipped hours do not exist, repeated hours count each time.</summary>
public class DaylightSavingTests
{
    [Fact]
    public void The_night_shift_of_the_spring_change_in_Berlin_lasts_seven_hours()
    {
        var nights = Daily("Europe/Berlin", "22:00", "06:00");
        Assert.Equal(TimeSpan.FromHours(7), nights.Between(At("2026-03-28 12:00+01:00"), At("2026-03-29 12:00+02:00")));
        Assert.Equal(At("2026-03-29 06:00+02:00"), nights.Due(At("2026-03-28 22:00+01:00"), TimeSpan.FromHours(7)));
    }

    [Fact]
    public void The_night_shift_of_the_autumn_change_in_Berlin_lasts_nine_hours()
    {
        var nights = Daily("Europe/Berlin", "22:00", "06:00");
        Assert.Equal(TimeSpan.FromHours(9), nights.Between(At("2026-10-24 12:00+02:00"), At("2026-10-25 12:00+01:00")));
        Assert.Equal(At("2026-10-25 06:00+01:00"), nights.Due(At("2026-10-24 22:00+02:00"), TimeSpan.FromHours(9)));
    }

    [Fact]
    public void A_window_inside_the_skipped_hour_does_not_open_that_day()
    {
        var calendar = Daily("Europe/Berlin", "02:15", "02:45");
        Assert.Equal(TimeSpan.Zero, calendar.Between(At("2026-03-29 00:00+01:00"), At("2026-03-29 12:00+02:00")));
        Assert.Equal(At("2026-03-30 02:25+02:00"), calendar.Due(At("2026-03-29 00:00+01:00"), Minutes(10)));
    }

    [Fact]
    public void A_window_that_closes_inside_the_skipped_hour_closes_when_the_clocks_change()
    {
        var calendar = Daily("America/New_York", "01:00", "02:30");
        Assert.Equal(At("2026-03-08 03:00-04:00"), calendar.Due(At("2026-03-08 00:00-05:00"), Minutes(60)));
        Assert.Equal(Minutes(60), calendar.Between(At("2026-03-08 00:00-05:00"), At("2026-03-08 12:00-04:00")));
    }

    [Fact]
    public void A_window_inside_the_repeated_hour_opens_twice()
    {
        var calendar = Daily("America/New_York", "01:15", "01:45");
        Assert.Equal(
            [(At("2026-11-01 01:15-04:00"), At("2026-11-01 01:45-04:00")), (At("2026-11-01 01:15-05:00"), At("2026-11-01 01:45-05:00"))],
            calendar.Segments(At("2026-11-01 00:00-04:00"), At("2026-11-01 12:00-05:00")));
    }

    [Fact]
    public void Office_hours_follow_the_wall_clock_across_the_change()
    {
        var calendar = new WorkingCalendar(Define("Europe/Berlin", Weekdays, Window("09:00", "17:00")));
        Assert.Equal(At("2026-03-30 10:00+02:00"), calendar.Due(At("2026-03-27 16:00+01:00"), Minutes(120)));
        Assert.Equal(At("2026-10-26 10:00+01:00"), calendar.Due(At("2026-10-23 16:00+02:00"), Minutes(120)));
    }

    [Fact]
    public void A_change_of_half_an_hour_is_kept_too()
    {
        var calendar = Daily("Australia/Lord_Howe", "00:00", "06:00");
        Assert.Equal(TimeSpan.FromHours(6.5), calendar.Between(At("2026-04-05 00:00+11:00"), At("2026-04-05 12:00+10:30")));
    }
}
