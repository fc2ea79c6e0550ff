using Dispatch.Engineers;
using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Engineers;

public sealed class ShiftPatternTests
{
    [Fact]
    public void A_pattern_that_was_asked_before_it_was_changed_has_the_changed_hours_and_equals_one_that_was_not()
    {
        var monday = new DateOnly(2026, 3, 2);
        var nine = new ShiftPattern("Asia/Shanghai", [new(DayOfWeek.Monday, new(new(9, 0), new(18, 0)))]);
        Assert.Single(nine.On(monday));
        var off = nine with { Exceptions = [new(monday, [])] };
        Assert.Empty(off.On(monday));
        Assert.Equal(new ShiftPattern("Asia/Shanghai", [new(DayOfWeek.Monday, new(new(9, 0), new(18, 0)))]), nine);
        Assert.Same(nine.On(monday), nine.On(monday));
    }

    [Fact]
    public void Hours_are_those_of_the_wall_clock() => Assert.Equal([new Window(At(9), At(18))], NineToSix.On(Monday));

    [Fact]
    public void A_weekday_without_hours_is_free() => Assert.Empty(NineToSix.On(new(2026, 3, 1)));

    [Fact]
    public void A_night_shift_ends_on_the_next_day()
    {
        var pattern = new ShiftPattern("Asia/Shanghai", [new(DayOfWeek.Monday, new(new(22, 0), new(6, 0)))]);
        Assert.Equal([new Window(At(22), At(22).AddHours(8))], pattern.On(Monday));
    }

    [Fact]
    public void An_exception_replaces_the_hours_of_its_date()
    {
        var pattern = NineToSix with { Exceptions = [new(Monday, []), new(new(2026, 3, 1), [new(new(10, 0), new(12, 0))])] };
        Assert.Empty(pattern.On(Monday));
        Assert.Single(pattern.On(new(2026, 3, 1)));
    }

    [Fact]
    public void A_shift_over_the_spring_change_in_Berlin_is_an_hour_short()
    {
        var pattern = new ShiftPattern("Europe/Berlin", [new(DayOfWeek.Sunday, new(new(0, 0), new(8, 0)))]);
        var hours = Assert.Single(pattern.On(new(2026, 3, 29)));
        Assert.Equal(TimeSpan.FromHours(7), hours.Until - hours.From);
    }

    [Theory]
    [InlineData(15, 59, 1)]
    [InlineData(16, 0, 2)]
    public void The_date_of_an_instant_is_the_wall_clocks(int hour, int minute, int day) =>
        Assert.Equal(new(2026, 3, day), NineToSix.DateAt(new(2026, 3, 1, hour, minute, 0, TimeSpan.Zero)));
}
