using Dispatch.Api.CommandLine.Replay;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class GatheringTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void Weeks_are_laid_over_each_other_and_keep_weekday_and_time_of_day_across_the_change_of_clocks()
    {
        // Thursday 8 March 2018 09:00, and 15 and 22 March 09:00 after the clocks went forward on the 11th.
        DateTimeOffset[] thursdays = [Local(3, 8, 9, -5), Local(3, 15, 9, -4), Local(3, 22, 9, -4)];

        var gathered = new Gathering(2, NewYork).Of(thursdays);

        Assert.Equal([Local(3, 8, 9, -5), Local(3, 8, 9, -5), Local(3, 15, 9, -4)], gathered);
    }

    [Fact]
    public void A_week_begins_on_monday_so_the_sunday_before_stays_in_its_own()
    {
        DateTimeOffset[] days = [Local(4, 15, 23, -4), Local(4, 16, 1, -4)]; // a Sunday and the Monday after it

        Assert.Equal([Local(4, 15, 23, -4), Local(4, 9, 1, -4)], new Gathering(10, NewYork).Of(days));
    }

    [Fact]
    public void One_week_leaves_everything_as_it_is()
    {
        DateTimeOffset[] instants = [Local(4, 15, 23, -4), Local(6, 16, 1, -4)];
        Assert.Equal(instants, new Gathering(1, NewYork).Of(instants));
    }

    private static DateTimeOffset Local(int month, int day, int hour, int offset) =>
        new DateTimeOffset(2018, month, day, hour, 0, 0, TimeSpan.FromHours(offset)).ToUniversalTime();
}
