using System.Text.Json;
using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Budgets that mean a day. The office works Monday to Friday, 09:00–12:00 and 13:30–18:00 in Shanghai.</summary>
public class BudgetTests
{
    [Theory]
    [InlineData("2026-03-02 10:15", 1, "2026-03-03 10:15")] // Monday
    [InlineData("2026-03-02 10:15", 5, "2026-03-09 10:15")]
    [InlineData("2026-03-06 16:00", 1, "2026-03-09 16:00")] // Friday
    [InlineData("2026-03-02 07:00", 1, "2026-03-03 09:00")] // counting begins at the opening
    [InlineData("2026-03-02 20:00", 1, "2026-03-04 09:00")]
    [InlineData("2026-03-07 11:00", 1, "2026-03-10 09:00")] // Saturday
    [InlineData("2026-03-02 12:30", 2, "2026-03-04 13:30")] // lunch
    [InlineData("2026-02-13 11:00", 1, "2026-02-14 11:00")] // a Saturday worked before Spring Festival
    [InlineData("2026-02-14 11:00", 1, "2026-02-24 11:00")]
    public void Working_days_later_is_the_same_clock_time(string start, int days, string due) => Due(new WorkingDaysBudget(days), start, due);

    [Theory]
    [InlineData("2026-03-02 17:00", 1, "2026-03-03 16:00")] // closes at four: due when it closes
    [InlineData("2026-03-03 17:00", 1, "2026-03-04 16:00")]
    public void A_clock_time_after_hours_is_due_when_that_day_closes(string start, int days, string due)
    {
        var calendar = new WorkingCalendar(Calendars.Define("Asia/Shanghai", Calendars.Weekdays, Calendars.Window("09:00", "16:00")));
        var early = China(start).AddHours(-1).AddMinutes(-30);
        Assert.Equal(China(due), DueOf(calendar, new UntilBudget(days, new(23, 0)), early));
    }

    [Theory]
    [InlineData(0.5, "2026-03-02 14:15")]
    [InlineData(1, "2026-03-02 18:00")]
    [InlineData(2, "2026-03-03 18:00")]
    public void A_day_as_a_length_is_the_hours_that_a_day_has(double days, string due) => Due(new DayLengthsBudget(days), "2026-03-02 09:00", due);

    [Fact]
    public void The_calendar_may_say_how_many_hours_a_day_as_a_length_has()
    {
        var calendar = new WorkingCalendar(Calendars.Office.Definitions[0] with { HoursPerDay = 6 });
        Assert.Equal(China("2026-03-02 16:30"), DueOf(calendar, new DayLengthsBudget(1), China("2026-03-02 09:00")));
    }

    [Theory]
    [InlineData("2026-03-02 10:15", 1, "2026-04-02 10:15")]
    [InlineData("2026-01-30 10:15", 1, "2026-02-28 10:15")] // a make-up Saturday at the end of the month
    [InlineData("2026-03-04 10:15", 1, "2026-04-07 10:15")] // the 4th to the 6th of April are Qingming
    public void Months_later_is_the_same_day_of_the_month_or_the_next_working_day(string start, int months, string due) => Due(new MonthsBudget(months), start, due);

    [Theory]
    [InlineData("2026-03-02 10:00", 1, "16:00", "2026-03-03 16:00")]
    [InlineData("2026-03-06 10:00", 1, "16:00", "2026-03-09 16:00")]
    [InlineData("2026-03-07 10:00", 1, "16:00", "2026-03-09 16:00")] // on a Saturday the next working day is Monday
    [InlineData("2026-03-02 10:00", 0, "16:00", "2026-03-02 16:00")]
    [InlineData("2026-03-02 16:00", 0, "16:00", "2026-03-03 16:00")]
    [InlineData("2026-03-02 17:00", 0, "16:00", "2026-03-03 16:00")]
    [InlineData("2026-03-02 10:00", 1, "12:00", "2026-03-03 12:00")] // exactly at closing is due at closing
    [InlineData("2026-03-02 10:00", 1, "12:30", "2026-03-03 13:30")]
    [InlineData("2026-03-02 10:00", 1, "08:00", "2026-03-03 09:00")]
    [InlineData("2026-03-02 10:00", 1, "22:00", "2026-03-03 18:00")]
    public void A_clock_time_of_a_working_day_is_due_then(string start, int days, string time, string due) => Due(new UntilBudget(days, TimeOnly.Parse(time)), start, due);

    [Fact]
    public void A_pause_puts_a_clock_time_off_by_the_working_time_in_it()
    {
        var ticket = Clockwork.Open(China("2026-03-02 10:00"), Clockwork.Target(SlaMetric.Resolution, new UntilBudget(1, new(16, 0))));
        ticket.Hold(China("2026-03-02 11:00"));
        ticket.Resume(China("2026-03-02 14:00")); // an hour before lunch and half an hour after it
        Assert.Equal(China("2026-03-03 17:30"), ticket.Clock().DueAt);
    }

    [Fact]
    public void Seconds_are_a_budget()
    {
        var ticket = Clockwork.Open(China("2026-03-02 09:00"), Clockwork.Target(SlaMetric.FirstResponse, new SpanBudget(90)));
        Assert.Equal(China("2026-03-02 09:01:30"), ticket.Clock().DueAt);
    }

    [Theory]
    [InlineData("2026-03-27 23:30+01:00", "2026-03-30 23:30+02:00")] // Friday's shift to Monday's, over the change to summer time
    [InlineData("2026-03-28 02:30+01:00", "2026-03-31 02:30+02:00")] // in the night it still belongs to Friday
    [InlineData("2026-10-23 23:30+02:00", "2026-10-26 23:30+01:00")]
    public void A_night_shift_belongs_to_the_day_on_which_it_opens(string start, string due)
    {
        var nights = new WorkingCalendar(Calendars.Define("Europe/Berlin", Calendars.Weekdays, Calendars.Window("22:00", "06:00")));
        Assert.Equal(At(due), DueOf(nights, new WorkingDaysBudget(1), At(start)));
    }

    [Theory]
    [InlineData("2026-03-27 02:30+01:00", "2026-03-29 03:00+02:00")] // the clock skips half past two on that night
    [InlineData("2026-10-23 02:30+02:00", "2026-10-25 02:30+02:00")] // and repeats it on this: the first counts
    public void A_clock_time_that_is_skipped_is_the_instant_after_and_one_repeated_is_the_first(string start, string due)
    {
        var daily = Calendars.Daily("Europe/Berlin", "00:00", "24:00");
        Assert.Equal(At(due), DueOf(daily, new WorkingDaysBudget(2), At(start)));
    }

    [Theory]
    [InlineData("30")]
    [InlineData("""{"type":"span","seconds":90}""")]
    [InlineData("""{"type":"dayLengths","days":1.5}""")]
    [InlineData("""{"type":"workingDays","days":3}""")]
    [InlineData("""{"type":"months","months":1}""")]
    [InlineData("""{"type":"until","workingDays":1,"time":"16:00"}""")]
    public void A_budget_is_written_as_it_is_read(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Budget>(json, DispatchJson.Strict), DispatchJson.Strict));

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"30\"")]
    [InlineData("""{"days":3}""")]
    [InlineData("""{"type":"fortnights","days":3}""")]
    [InlineData("""{"type":"workingDays","days":3,"hours":1}""")]
    public void Anything_else_is_no_budget(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Budget>(json, DispatchJson.Strict));

    private static void Due(Budget budget, string start, string due) => Assert.Equal(China(due), DueOf(Calendars.Office, budget, China(start)));

    private static DateTimeOffset? DueOf(WorkingCalendar calendar, Budget budget, DateTimeOffset start)
    {
        var allowance = budget.From(start, calendar);
        return DueCalculation.Due(calendar, start, allowance.Length, [], allowance.AtOpening);
    }
}
