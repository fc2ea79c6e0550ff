using Dispatch.Engineers;
using Dispatch.Grains;
using static Dispatch.Tests.Grains.Field.FieldWorld;

namespace Dispatch.Tests.Grains.Field;

public sealed class EngineerDayGrainTests : IDisposable
{
    private readonly FieldWorld world = new FieldWorld().WithEast("a");

    [Fact]
    public void An_unknown_engineer_has_no_day() =>
        Assert.Equal("engineer-unknown", world.Run(() => world.Day("nobody").Hold("t1/w1", 1, StopAt(10), Origin.System)).Refusal());

    [Fact]
    public void A_hold_that_nobody_confirms_lapses_by_its_own_wake_up()
    {
        world.Run(() => world.Day("a").Hold("t1/w1", 1, StopAt(10), Origin.System));
        world.Pass(TimeSpan.FromSeconds(61));
        Assert.Equal(["day-terms-set.v1", "day-visit-held.v1", "day-visit-hold-lapsed.v1"], world.Journal.KindsOf(DayKey("a")));
    }

    [Fact]
    public void A_confirmed_visit_survives_the_death_of_the_process()
    {
        world.Run(() => world.Day("a").Hold("t1/w1", 1, StopAt(10), Origin.System));
        world.Run(() => world.Day("a").Confirm("t1/w1", 1, null, Origin.System));
        world.Crash();
        world.Pass(TimeSpan.FromMinutes(5));
        var day = world.Run(() => world.Day("a").Describe());
        Assert.Equal(VisitState.Confirmed, day.State.Find("t1/w1")!.State);
    }

    [Fact]
    public void Of_a_hundred_tickets_racing_for_one_hour_one_wins()
    {
        var outcomes = world.Run(() => Task.WhenAll(
            Enumerable.Range(0, 100).Select(n => world.Day("a").Hold($"t{n}/w1", 1, StopAt(10), Origin.System))));
        Assert.Single(outcomes, outcome => outcome is Outcome.Accepted);
        Assert.Equal(99, outcomes.Count(outcome => outcome.Refusal() == "visit-overlaps"));
    }

    [Fact]
    public void A_ticket_hears_that_nobody_accepted_even_when_the_first_message_is_lost()
    {
        Book("t1/w1", 10, acceptBy: At(8, 10));
        world.News.Failures = 1;
        world.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal(["lost t1/w1 1"], world.News.Told);
        Assert.Empty(world.Run(() => world.Day("a").Describe()).State.Losses);
    }

    [Fact]
    public void A_ticket_hears_of_a_loss_although_the_process_died_before_telling_it()
    {
        Book("t1/w1", 10, acceptBy: At(8, 10));
        world.News.Failures = int.MaxValue;
        world.Pass(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(2));
        world.Crash();
        world.News.Failures = 0;
        world.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(["lost t1/w1 1"], world.News.Told);
    }

    [Fact]
    public void Falling_sick_gives_his_visits_back_to_their_tickets()
    {
        Book("t1/w1", 10, acceptBy: null);
        world.Run(() => world.Engineer("a").Handle(new ReportSick(), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["lost t1/w1 1"], world.News.Told);
        Assert.Equal("engineer-absent", world.Run(() => world.Day("a").Hold("t2/w1", 1, StopAt(12), Origin.System)).Refusal());
    }

    [Fact]
    public void Once_told_an_engineer_and_his_days_have_nothing_left_to_wake_for()
    {
        Book("t1/w1", 10, acceptBy: null);
        world.Run(() => world.Engineer("a").Handle(new ReportSick(), Origin.System));
        world.Pass(TimeSpan.FromSeconds(30));
        Assert.Null(world.Journal.NextDue);
        Assert.Empty(world.Run(() => world.Engineer("a").Describe())!.State.Untold);
    }

    public void Dispose() => world.Dispose();

    private void Book(string job, int hour, DateTimeOffset? acceptBy)
    {
        Assert.IsType<Outcome.Accepted>(world.Run(() => world.Day("a").Hold(job, 1, StopAt(hour), Origin.System)));
        Assert.IsType<Outcome.Accepted>(world.Run(() => world.Day("a").Confirm(job, 1, acceptBy, Origin.System)));
    }
}
