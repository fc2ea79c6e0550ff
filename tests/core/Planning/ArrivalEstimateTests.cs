using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Planning;

/// <summary>A kilometre is a minute, a day begins at nine at home, and two visits are promised: at ten, ten kilometres away, and at noon, twenty.</summary>
public sealed class ArrivalEstimateTests
{
    private static readonly StopProgress First = new(StopAt(10, 0, 60, north: 10));
    private static readonly StopProgress Second = new(StopAt(12, 0, 60, north: 20));

    [Fact]
    public void A_day_on_time_arrives_as_promised_however_early_somebody_asks() =>
        Assert.Equal([At(10), At(12)], Of(At(6), First, Second));

    [Fact]
    public void Who_has_not_set_out_arrives_no_earlier_than_a_way_from_now() =>
        Assert.Equal(At(10, 25), Of(At(10, 15), First, Second)[0], HalfAMinute);

    [Fact]
    public void Lateness_runs_on_through_visits_without_slack()
    {
        var late = Of(At(11, 15), First, Second);
        Assert.Equal(At(11, 25), late[0], HalfAMinute);
        Assert.Equal(At(12, 35), late[1], HalfAMinute);
    }

    [Fact]
    public void Slack_between_visits_takes_lateness_up() =>
        Assert.Equal(At(12), Of(At(10, 30), First, Second)[1]);

    [Fact]
    public void Who_is_there_takes_as_long_as_planned_from_when_he_came() =>
        Assert.Equal([At(10, 55), At(12, 5)], Rounded(Of(At(11), First with { ArrivedAt = At(10, 55) }, Second)));

    [Fact]
    public void Who_takes_longer_than_planned_is_done_at_best_now() =>
        Assert.Equal(At(12, 40), Rounded(Of(At(12, 30), First with { ArrivedAt = At(10) }, Second))[1]);

    [Fact]
    public void Who_is_done_is_free_and_goes_from_there_and_still_not_before_the_promise()
    {
        var done = First with { ArrivedAt = At(10), DoneAt = At(10, 40) };
        Assert.Equal(At(12), Of(At(11), done, Second)[1]);
        Assert.Equal(At(12, 5), Rounded(Of(At(11, 55), done, Second))[1]);
    }

    [Fact]
    public void Who_has_set_out_may_be_early() =>
        Assert.Equal(At(11, 20), Rounded(Of(At(11, 15), First with { ArrivedAt = At(10), DoneAt = At(11) }, Second with { DepartedAt = At(11, 10) }))[1]);

    [Fact]
    public void Where_he_was_seen_on_the_way_counts_while_it_is_fresh()
    {
        var (done, onTheWay) = (First with { ArrivedAt = At(10), DoneAt = At(11) }, Second with { DepartedAt = At(11, 10) });
        Assert.Equal(At(11, 33), Rounded(Of(new(North(5), At(11, 18)), At(11, 20), done, onTheWay))[1]);
        Assert.Equal(At(11, 40), Rounded(Of(new(North(5), At(11, 12)), At(11, 40), done, onTheWay))[1]);
        // Where he was before he set out says nothing.
        Assert.Equal(At(11, 20), Rounded(Of(new(North(5), At(11, 9)), At(11, 15), done, onTheWay))[1]);
    }

    [Fact]
    public void Nobody_arrives_in_the_past() =>
        Assert.Equal(At(11), Of(At(11), First with { DepartedAt = At(9, 30) }, Second)[0]);

    [Fact]
    public void Nobody_travels_in_a_break()
    {
        var terms = Terms(new(At(9), At(12)), new(At(13), At(18)));
        var late = ArrivalEstimate.Of(terms, [First with { ArrivedAt = At(10, 55) }, Second], null, At(11));
        Assert.Equal(At(13, 5), Rounded(late)[1]);
    }

    [Fact]
    public void Who_makes_a_later_visit_first_goes_on_from_there() =>
        Assert.Equal(At(12, 10), Rounded(Of(At(11), First, Second with { ArrivedAt = At(11) }))[0]);

    [Fact]
    public void Beyond_the_last_hour_he_is_late_and_not_gone() =>
        Assert.Equal(At(19, 10), Rounded(Of(At(19), First))[0]);

    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    private static IReadOnlyList<DateTimeOffset> Of(DateTimeOffset now, params StopProgress[] stops) => ArrivalEstimate.Of(Terms(), stops, null, now);

    private static IReadOnlyList<DateTimeOffset> Of(Sighting seen, DateTimeOffset now, params StopProgress[] stops) => ArrivalEstimate.Of(Terms(), stops, seen, now);

    // Ways are whole seconds, rounded up.
    private static IReadOnlyList<DateTimeOffset> Rounded(IEnumerable<DateTimeOffset> arrivals) =>
        [.. arrivals.Select(each => new DateTimeOffset((each.Ticks + TimeSpan.TicksPerMinute / 2) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero))];
}
