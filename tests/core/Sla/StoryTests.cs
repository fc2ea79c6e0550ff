using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Whole stories, each instant reckoned by hand.</summary>
public class StoryTests
{
    /// <summary>Spring Festival 2026 in China: Saturday 14 February is worked, the 15th to the 23rd are free, and Saturday the 28th is worked again.</summary>
    [Fact]
    public void A_Spring_Festival_with_make_up_days()
    {
        // Friday 13 February, 17:00: an hour is left of the day.
        var ticket = Clockwork.Open(China("2026-02-13 17:00"), Clockwork.Target(SlaMetric.Resolution, 20 * 60));
        // 1 h Friday, 7.5 h Saturday the 14th, 7.5 h Tuesday the 24th, and 4 h of Wednesday the 25th.
        Assert.Equal(China("2026-02-25 14:30"), ticket.Clock().DueAt);
        // A hold over the whole festival costs only the working time in it.
        ticket.Hold(China("2026-02-14 09:00"));
        ticket.Resume(China("2026-02-24 09:00"));
        Assert.Equal(China("2026-02-26 14:30"), ticket.Clock().DueAt);
        // On Friday evening half an hour is left; it is worked off on the make-up Saturday.
        ticket.Hold(China("2026-02-26 14:00"));
        ticket.Resume(China("2026-02-28 09:00"));
        Assert.Equal(China("2026-02-28 09:30"), ticket.Clock().DueAt);
        Assert.Equal(Minutes(20 * 60), ticket.Read(China("2026-02-28 09:30")).Proof.Counted);
        Assert.IsType<TargetMet>(Assert.Single(ticket.Tell(new Resolved(), China("2026-02-28 09:30"))));
    }

    [Fact]
    public void A_ticket_whose_priority_changes_twice_while_it_is_on_hold()
    {
        var ticket = Clockwork.Open(China("2026-03-02 09:00"), Clockwork.Target(SlaMetric.Resolution, 240, urgent: 60) with { Warnings = [new WarnAtPercent(50, [Receiver.Lead])] });
        ticket.Hold(China("2026-03-02 09:20"));
        ticket.ChangePriority(Priority.Urgent, China("2026-03-02 10:00"));
        Assert.Equal((Minutes(60), null), (ticket.Clock().Budget, ticket.Clock().DueAt));
        ticket.ChangePriority(Priority.Normal, China("2026-03-02 11:00"));
        ticket.ChangePriority(Priority.Urgent, China("2026-03-02 11:30"));
        ticket.Resume(China("2026-03-02 14:00"));
        // 20 minutes were used before the hold: 40 are left, and the warning lies 10 minutes ahead.
        Assert.Equal((China("2026-03-02 14:40"), China("2026-03-02 14:10")), (ticket.Clock().DueAt!.Value, ticket.Clock().Next!.At));
        var proof = ticket.Read(China("2026-03-02 14:40")).Proof;
        Assert.Equal((Minutes(60), Minutes(190)), (proof.Counted, proof.Paused));
    }

    [Fact]
    public void A_ping_pong_between_two_teams()
    {
        var ticket = Clockwork.Open(China("2026-03-02 09:00"), Clockwork.Target(SlaMetric.TeamTime, 60) with { Warnings = [new WarnBefore(15, [Receiver.Lead])] });
        foreach (var (team, at) in new[] { ("service", "09:00"), ("warehouse", "09:50"), ("service", "10:20"), ("warehouse", "11:30"), ("service", "13:45") })
        {
            ticket.Situation = ticket.Situation with { Teams = [team] };
            ticket.Tell(new Moved(), China($"2026-03-02 {at}"));
        }
        ticket.Situation = ticket.Situation with { Teams = [] };
        ticket.Tell(new Resolved(), China("2026-03-02 14:00"));
        Assert.Equal(
            ["service 00:10:00", "warehouse 00:30:00", "service -00:10:00", "warehouse 00:15:00", "service 00:45:00"],
            ticket.History.Aggregate(new List<string>(), (stays, happening) =>
            {
                if (happening is TargetMet or TargetMissed)
                    stays.Add($"{Stay(happening)} {(happening is TargetMet met ? met.Margin : -((TargetMissed)happening).Late)}");
                return stays;
            }));
        // Warned when a quarter of an hour was left; the fourth left at that very instant.
        Assert.Equal([China("2026-03-02 09:45"), China("2026-03-02 11:05"), China("2026-03-02 13:45")], ticket.History.OfType<WarningReached>().Select(warning => warning.DueAt));

        string Stay(SlaHappening happening) => ticket.History.OfType<TargetStarted>().Single(started => started.Clock == ((ClockHappening)happening).Clock).Subject!;
    }

    /// <summary>Berlin, the night of 28 to 29 March 2026: two o'clock is followed by three.</summary>
    [Fact]
    public void A_night_shift_across_the_change_to_summer_time()
    {
        var nights = new WorkingCalendar(Calendars.Define("Europe/Berlin", Enum.GetValues<DayOfWeek>(), Calendars.Window("22:00", "06:00")));
        // The shift has seven hours in that night, and nine in that of the change back.
        Assert.Equal(TimeSpan.FromHours(7), nights.Between(At("2026-03-28 12:00+01:00"), At("2026-03-29 12:00+02:00")));
        Assert.Equal(TimeSpan.FromHours(9), nights.Between(At("2026-10-24 12:00+02:00"), At("2026-10-25 12:00+01:00")));
        Assert.Equal(At("2026-03-29 04:30+02:00"), nights.Due(At("2026-03-28 23:00+01:00"), TimeSpan.FromHours(4.5)));
        Assert.Equal(At("2026-10-25 02:30+01:00"), nights.Due(At("2026-10-24 23:00+02:00"), TimeSpan.FromHours(4.5)));
        // A pause through the hour that is repeated counts both.
        IReadOnlyList<Pause> pause = [new(At("2026-10-25 02:00+02:00"), At("2026-10-25 03:00+01:00"), "held")];
        Assert.Equal(At("2026-10-25 04:30+01:00"), DueCalculation.Due(nights, At("2026-10-24 23:00+02:00"), TimeSpan.FromHours(4.5), pause));
    }
}
