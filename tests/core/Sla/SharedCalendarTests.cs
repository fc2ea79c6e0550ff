using Dispatch.Configuration;
using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Calendars laid over each other, and on the wall clock of another place.</summary>
public class SharedCalendarTests
{
    private static readonly WorkingCalendar Customer = Calendars.Daily("Asia/Shanghai", "16:00", "21:00");

    [Fact]
    public void Only_time_that_is_working_time_in_all_calendars_counts()
    {
        var shared = WorkingCalendar.Shared([Calendars.Office, Customer]);
        Assert.Equal(Minutes(120), shared.Between(China("2026-03-02 00:00"), China("2026-03-03 00:00")));
        Assert.Equal(China("2026-03-03 17:00"), shared.Due(China("2026-03-02 09:00"), Minutes(180)));
    }

    [Fact]
    public void The_order_of_calendars_does_not_matter_to_what_counts()
    {
        var (one, other) = (WorkingCalendar.Shared([Calendars.Office, Customer]), WorkingCalendar.Shared([Customer, Calendars.Office]));
        for (var minutes = 30; minutes < 3_000; minutes += 30)
            Assert.Equal(one.Due(China("2026-02-10 09:00"), Minutes(minutes)), other.Due(China("2026-02-10 09:00"), Minutes(minutes)));
    }

    [Fact]
    public void A_policy_that_names_a_second_calendar_counts_what_both_have()
    {
        var policy = new SlaPolicyDefinition("test", new("测试", "Test"), 1, [Clockwork.Target(SlaMetric.Resolution, 180)]) { Calendar = "cn-service", AlsoWithin = ["cn-office"] };
        var ticket = new Clockwork(Clockwork.Book(policy));
        ticket.Open(Dispatch.Fields.FieldValues.Empty, China("2026-03-06 17:00")); // Friday; the service desk works every day until eight
        Assert.Equal(China("2026-03-09 11:00"), ticket.Clock().DueAt);
        Assert.Equal("calendar/cn-service@1 calendar/cn-office@1", ticket.Clock().Calendar!.ToString());
    }

    [Theory]
    [InlineData(ZoneOf.Policy, "2026-03-02 11:00+08:00")]
    [InlineData(ZoneOf.Customer, "2026-03-02 11:00+01:00")]
    [InlineData(ZoneOf.Site, "2026-03-02 11:00+09:00")]
    [InlineData(ZoneOf.Team, "2026-03-02 11:00+08:00")] // not known: the calendar's own
    public void The_wall_clock_is_that_of_whom_the_policy_names(ZoneOf whose, string due)
    {
        var policy = new SlaPolicyDefinition("test", new("测试", "Test"), 1, [Clockwork.Target(SlaMetric.Resolution, 120)]) { Calendar = "cn-office", Zone = whose };
        var ticket = new Clockwork(Clockwork.Book(policy));
        ticket.Situation = ticket.Situation with { TimeZones = ticket.Situation.TimeZones.Add(ZoneOf.Customer, "Europe/Berlin").Add(ZoneOf.Site, "Asia/Tokyo") };
        ticket.Open(Dispatch.Fields.FieldValues.Empty, At("2026-03-01 12:00+00:00")); // Sunday
        Assert.Equal(At(due), ticket.Clock().DueAt);
    }

    [Theory]
    [InlineData("calendar/office@3")]
    [InlineData("calendar/office@3 calendar/site@1")]
    [InlineData("calendar/office@3 in Asia/Tokyo")]
    public void What_counts_is_written_as_it_is_read(string text) => Assert.Equal(text, CalendarRef.TryParse(text)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("office")]
    [InlineData("calendar/office@3 in")]
    public void Anything_else_names_no_calendar(string text) => Assert.Null(CalendarRef.TryParse(text));

    [Fact]
    public void A_length_before_an_instant_is_the_mirror_of_one_after_it()
    {
        var start = Calendars.Office.Before(China("2026-02-24 10:00"), Minutes(90));
        Assert.Equal(China("2026-02-14 17:30"), start); // a make-up Saturday, then Spring Festival
        Assert.Equal(China("2026-02-24 10:00"), Calendars.Office.Due(start, Minutes(90)));
    }
}
