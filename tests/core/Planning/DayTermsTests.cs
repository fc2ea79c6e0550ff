using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Planning;

public sealed class DayTermsTests
{
    private static readonly DayTerms Split = Terms(new(At(9), At(12)), new(At(13), At(18)));

    [Theory]
    [InlineData(9, 12, 180)]
    [InlineData(11, 14, 120)]
    [InlineData(12, 13, 0)]
    [InlineData(8, 19, 480)]
    [InlineData(14, 13, 0)]
    public void Working_time_leaves_breaks_out(int from, int until, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Split.WorkingTime(At(from), At(until)));

    [Theory]
    [InlineData(8, 60, 10)]
    [InlineData(11, 60, 12)]
    [InlineData(11, 120, 14)]
    [InlineData(12, 0, 12)]
    public void Work_begun_before_a_break_goes_on_after_it(int from, int minutes, int hour) =>
        Assert.Equal(At(hour), Split.After(At(from), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Work_that_outlasts_the_shift_never_ends() => Assert.Null(Split.After(At(17), TimeSpan.FromMinutes(61)));

    [Fact]
    public void Equal_terms_are_equal_wherever_they_came_from() =>
        Assert.Equal(Terms(new Window(At(9), At(12))), Terms(new Window(At(9), At(12))));
}
