using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Calendars;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

public class WorkingCalendarTests
{
    [Theory]
    [InlineData("2026-03-02 09:00", 60, "2026-03-02 10:00", "within the morning")]
    [InlineData("2026-03-02 11:00", 90, "2026-03-02 14:00", "across lunch")]
    [InlineData("2026-03-02 12:30", 30, "2026-03-02 14:00", "started during lunch")]
    [InlineData("2026-03-02 09:00", 180, "2026-03-02 12:00", "ends exactly at the lunch break")]
    [InlineData("2026-03-02 09:00", 450, "2026-03-02 18:00", "a whole day ends at closing, not at the next opening")]
    [InlineData("2026-03-02 07:00", 30, "2026-03-02 09:30", "started before opening")]
    [InlineData("2026-03-02 18:00", 30, "2026-03-03 09:30", "started at closing")]
    [InlineData("2026-03-06 17:30", 60, "2026-03-09 09:30", "across the weekend")]
    [InlineData("2026-03-07 11:00", 30, "2026-03-09 09:30", "started on Saturday")]
    [InlineData("2026-03-06 17:00", 60, "2026-03-06 18:00", "ends at closing on Friday")]
    public void A_budget_runs_through_office_hours_only(string start, int minutes, string due, string why) =>
        Assert.True(China(due) == Office.Due(China(start), Minutes(minutes)), why);

    [Fact]
    public void One_millisecond_more_than_the_day_is_due_one_millisecond_after_the_next_opening() =>
        Assert.Equal(China("2026-03-03 09:00:00.001"), Office.Due(China("2026-03-02 09:00"), Minutes(450) + TimeSpan.FromMilliseconds(1)));

    [Fact]
    public void No_budget_is_due_at_once_even_outside_hours() =>
        Assert.Equal(China("2026-03-07 11:00"), Office.Due(China("2026-03-07 11:00"), TimeSpan.Zero));

    [Fact]
    public void Opening_is_working_time_and_closing_is_not()
    {
        Assert.True(Office.IsOpen(China("2026-03-02 09:00")));
        Assert.True(Office.IsOpen(China("2026-03-02 11:59:59.999")));
        Assert.False(Office.IsOpen(China("2026-03-02 12:00")));
    }

    [Fact]
    public void Working_time_of_an_ordinary_week_is_thirty_seven_and_a_half_hours() =>
        Assert.Equal(TimeSpan.FromHours(37.5), Office.Between(China("2026-03-02 00:00"), China("2026-03-09 00:00")));

    [Fact]
    public void Time_backwards_is_none() =>
        Assert.Equal(TimeSpan.Zero, Office.Between(China("2026-03-03 00:00"), China("2026-03-02 00:00")));

    [Fact]
    public void A_night_shift_runs_across_midnight()
    {
        var nights = Daily("Asia/Shanghai", "22:00", "06:00");
        Assert.Equal(China("2026-03-03 02:00"), nights.Due(China("2026-03-02 20:00"), Minutes(240)));
        Assert.Equal(China("2026-03-03 06:00"), nights.Due(China("2026-03-02 22:00"), Minutes(480)));
    }

    [Fact]
    public void A_night_shift_is_worked_to_its_end_although_the_next_day_is_a_holiday()
    {
        var nights = new WorkingCalendar(Define("Asia/Shanghai", Enum.GetValues<DayOfWeek>(), Window("22:00", "06:00"))
            with { Holidays = [new(new(2026, 3, 3))] });
        Assert.Equal(Minutes(6 * 60), nights.Between(China("2026-03-03 00:00"), China("2026-03-04 00:00")));
        Assert.Equal(Minutes(2 * 60), nights.Between(China("2026-03-04 00:00"), China("2026-03-05 00:00")));
    }

    [Fact]
    public void A_dated_exception_beats_a_holiday_of_the_same_date()
    {
        var calendar = new WorkingCalendar(Define("Asia/Shanghai", Weekdays, Window("09:00", "17:00")) with
        {
            Holidays = [new(new(2026, 3, 3))],
            Exceptions = [new(new(2026, 3, 3), [Window("10:00", "11:00")])],
        });
        Assert.Equal(Minutes(60), calendar.Between(China("2026-03-03 00:00"), China("2026-03-04 00:00")));
    }

    [Fact]
    public void A_window_until_midnight_and_one_from_midnight_are_one_stretch()
    {
        var calendar = Daily("Asia/Shanghai", "00:00", "24:00");
        var segment = Assert.Single(calendar.Segments(China("2026-03-02 12:00"), China("2026-03-05 12:00")));
        Assert.Equal((China("2026-03-02 12:00"), China("2026-03-05 12:00")), segment);
    }

    [Fact]
    public void Around_the_clock_all_time_counts() =>
        Assert.Equal(China("2027-03-02 09:00"), WorkingCalendar.AroundTheClock.Due(China("2026-03-02 09:00"), TimeSpan.FromDays(365)));

    [Fact]
    public void Years_are_laid_out_in_any_order_without_changing_an_answer()
    {
        var calendar = Daily("Europe/Berlin", "08:00", "20:00");
        var first = calendar.Due(China("2026-03-02 09:00"), TimeSpan.FromHours(1000));
        _ = calendar.Due(China("1999-03-02 09:00"), TimeSpan.FromHours(20_000));
        _ = calendar.Due(China("2040-03-02 09:00"), TimeSpan.FromHours(20_000));
        Assert.Equal(first, calendar.Due(China("2026-03-02 09:00"), TimeSpan.FromHours(1000)));
    }

    [Fact]
    public void An_instant_that_no_calendar_answers_for_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.Due(China("1960-03-02 09:00"), Minutes(1)));
}
