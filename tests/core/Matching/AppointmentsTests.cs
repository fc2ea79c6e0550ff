using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Matching;

public sealed class AppointmentsTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly Job Fridge = JobIn(new(At(0), At(0).AddDays(7))) with { Skills = [new("fridge", 3)] };

    [Fact]
    public void Windows_are_two_hours_wide_and_aligned_to_midnight_of_the_site() =>
        Assert.Equal([new(At(0), At(2)), new(At(2), At(4))], Appointments.WindowsOf(Monday, 1, Shanghai).Take(2));

    [Fact]
    public void Windows_cover_each_day_without_gap_also_when_clocks_change()
    {
        var windows = Appointments.WindowsOf(new(2026, 3, 28), 3, Berlin).ToList();
        Assert.Equal(new DateTimeOffset(2026, 3, 27, 23, 0, 0, TimeSpan.Zero), windows[0].From);
        Assert.Equal(new DateTimeOffset(2026, 3, 30, 22, 0, 0, TimeSpan.Zero), windows[^1].Until);
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.Until == pair.Second.From && pair.First.From < pair.First.Until, $"{pair}"));
    }

    [Fact]
    public void Only_windows_that_somebody_can_keep_are_offered()
    {
        var offers = Offers(Fridge, At(8), Plan("a", 3));
        Assert.Equal([At(8), At(10), At(12), At(14), At(16)], offers.Select(each => each.Window.From));
        Assert.Empty(Offers(Fridge, At(8), Plan("a", 2)));
        Assert.Empty(Offers(Fridge with { Zone = "west" }, At(8), Plan("a", 3)));
    }

    [Fact]
    public void A_window_that_has_begun_is_not_offered() =>
        Assert.Equal([At(12), At(14), At(16)], Offers(Fridge, At(10, 1), Plan("a", 3)).Select(each => each.Window.From));

    [Fact]
    public void A_window_in_whose_last_instant_alone_work_can_begin_is_not_offered()
    {
        var fromTen = Plan("a", 3) with { Days = [Promised(StopAt(9, 0, 60))] };
        Assert.Equal([At(10), At(12), At(14), At(16)], Offers(Fridge, At(8), fromTen).Select(each => each.Window.From));
    }

    [Fact]
    public void Each_window_names_who_could_come_and_what_is_promised_takes_its_room()
    {
        var busy = Plan("a", 3) with { Days = [Promised(StopAt(9, 30, 180))] };
        var offers = Offers(Fridge, At(8), busy, Plan("b", 3));
        Assert.Equal([["b"], ["b"], ["a", "b"], ["a", "b"], ["a", "b"]], offers.Select(each => each.Engineers));
    }

    [Fact]
    public void The_visit_itself_does_not_stand_in_its_own_way()
    {
        var own = Plan("a", 3) with { Days = [new EngineerDay("a", Monday) { Visits = [new(Fridge.Id, 1, StopAt(9, 0, 540), VisitState.Confirmed)] }] };
        Assert.Equal(5, Offers(Fridge, At(8), own).Count);
    }

    [Fact]
    public void Every_offer_is_one_that_matching_would_book()
    {
        EngineerPlan[] plans = [Plan("a", 3) with { Days = [Promised(StopAt(9, 30, 180), StopAt(15, 0, 60, north: 20))] }, Plan("b", 3)];
        foreach (var window in Appointments.WindowsOf(Monday, 1, Shanghai))
        {
            var able = Matcher.Propose(Fridge with { Window = window with { Until = window.Until - Options.Step } }, plans, At(7), Options).Candidates.Select(each => each.Engineer).Order(StringComparer.Ordinal);
            var offered = Appointments.Of(Fridge, [window], plans, At(7), Options).SingleOrDefault()?.Engineers ?? [];
            Assert.Equal(window.From < At(7) ? [] : able, offered);
        }
    }

    private static IReadOnlyList<Appointment> Offers(Job job, DateTimeOffset now, params EngineerPlan[] plans) =>
        Appointments.Of(job, Appointments.WindowsOf(Monday, 1, Shanghai), plans, now, Options);

    private static EngineerPlan Plan(string id, int level) => new(Registered(Profile(id, new Skill("fridge", level))), []);

    private static EngineerDay Promised(params Stop[] stops) =>
        new("a", Monday) { Visits = [.. stops.Select((stop, i) => new Visit($"t{i}/w9", 1, stop, VisitState.Confirmed))] };
}
