using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Planning;

public sealed class DayRouteTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Window Day = new(At(0), At(23));

    [Fact]
    public void The_first_visit_of_a_day_begins_after_the_way_from_home_rounded_up() =>
        Assert.Equal(At(9, 15), Route().Earliest(North(12), Hour, Day, At(0), Step)?.Start);

    [Fact]
    public void Nobody_sets_out_before_now() =>
        Assert.Equal(At(14, 15), Route().Earliest(North(12), Hour, Day, At(14), Step)?.Start);

    [Fact]
    public void A_visit_begins_no_earlier_than_its_window() =>
        Assert.Equal(At(15), Route().Earliest(North(12), Hour, new(At(15), At(16)), At(0), Step)?.Start);

    [Fact]
    public void A_visit_may_begin_at_the_last_instant_of_its_window_and_not_later()
    {
        Assert.Equal(At(9, 15), Route().Earliest(North(14.99), Hour, new(At(8), At(9, 15)), At(0), Step)?.Start);
        Assert.Null(Route().Earliest(North(15.1), Hour, new(At(8), At(9, 15)), At(0), Step));
    }

    [Fact]
    public void A_gap_is_used_only_when_both_ways_fit()
    {
        var route = Route(StopAt(10, 0, 60), StopAt(13, 0, 60));
        Assert.Equal(new(At(11, 30), 1, TimeSpan.FromMinutes(60)), Rounded(route.Earliest(North(29.99), Hour, Day, At(9), Step)));
        Assert.Equal(At(14, 35), route.Earliest(North(31), Hour, Day, At(9), Step)?.Start);
    }

    [Fact]
    public void A_visit_does_not_begin_before_a_break_that_it_would_run_into()
    {
        var route = new DayRoute(Terms(new(At(9), At(12)), new(At(13), At(18))), [StopAt(9, 0, 150)]);
        Assert.Equal(At(13), route.Earliest(Home, Hour, Day, At(9), Step)?.Start);
    }

    [Fact]
    public void A_visit_that_would_outlast_the_shift_has_no_place() =>
        Assert.Null(Route().Earliest(Home, Hour, new(At(17, 5), At(18)), At(9), Step));

    [Fact]
    public void A_full_day_has_no_place()
    {
        var route = new DayRoute(Terms() with { MaxVisits = 1 }, [StopAt(9, 0, 60)]);
        Assert.Null(route.Earliest(Home, Hour, Day, At(9), Step));
        Assert.Equal(RejectionCode.EngineerDayFull, route.WhyNot(StopAt(12, 0, 60), At(9))?.Code);
    }

    [Theory]
    [InlineData(9, 30, 60, null)]
    [InlineData(9, 31, 60, "visit-overlaps")]
    [InlineData(11, 30, 60, "visit-overlaps")]
    [InlineData(11, 59, 30, "visit-overlaps")]
    [InlineData(12, 0, 60, null)]
    [InlineData(8, 59, 60, "engineer-off-shift")]
    [InlineData(17, 0, 60, null)]
    [InlineData(17, 1, 60, "engineer-off-shift")]
    public void A_stop_at_the_same_place_needs_only_free_time_inside_the_shift(int hour, int minute, int minutes, string? refusal) =>
        Assert.Equal(refusal, Route(StopAt(10, 30, 90)).WhyNot(StopAt(hour, minute, minutes), At(8))?.Code.Value);

    [Theory]
    [InlineData(11, 19, "visit-unreachable")]
    [InlineData(11, 21, null)]
    [InlineData(12, 39, null)]
    [InlineData(12, 41, "visit-unreachable")]
    public void A_stop_20_km_away_needs_20_minutes_on_either_side(int hour, int minute, string? refusal) =>
        Assert.Equal(refusal, Route(StopAt(10, 0, 60), StopAt(14, 0, 60)).WhyNot(StopAt(hour, minute, 60, north: 20), At(8))?.Code.Value);

    [Fact]
    public void A_stop_in_the_past_is_unreachable() =>
        Assert.Equal(RejectionCode.VisitUnreachable, Route().WhyNot(StopAt(10, 0, 60), At(10, 0, 1))?.Code);

    [Fact]
    public void Travel_does_not_happen_in_breaks()
    {
        var route = new DayRoute(Terms(new(At(9), At(12)), new(At(13), At(18))), [StopAt(11, 0, 50)]);
        Assert.Equal(RejectionCode.VisitUnreachable, route.WhyNot(StopAt(13, 5, 60, north: 20), At(9))?.Code);
        Assert.Null(route.WhyNot(StopAt(13, 11, 60, north: 20), At(9)));
    }

    private static DayRoute Route(params Stop[] stops) => new(Terms(), stops);

    private static Insertion? Rounded(Insertion? insertion) =>
        insertion is null ? null : insertion with { AddedTravel = TimeSpan.FromMinutes(Math.Round(insertion.AddedTravel.TotalMinutes)) };
}
