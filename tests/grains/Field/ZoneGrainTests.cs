using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Matching;
using Dispatch.Stock;
using static Dispatch.Tests.Grains.Field.FieldWorld;

namespace Dispatch.Tests.Grains.Field;

public sealed class ZoneGrainTests : IDisposable
{
    private readonly FieldWorld world = new();

    [Fact]
    public void Engineers_who_serve_the_zone_are_enrolled_and_proposed()
    {
        world.WithEast("b", "a");
        Assert.Equal(["a", "b"], world.Run(() => world.Zone.Describe())!.State.Engineers);
        Assert.Equal(["a", "b"], Candidates("t1/w1"));
    }

    [Fact]
    public void Who_moves_to_another_zone_is_no_longer_proposed()
    {
        world.WithEast("a", "b");
        world.Run(() => world.Engineer("a").Handle(new RegisterEngineer(Profile("a") with { Zones = ["west"] }), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["b"], Candidates("t1/w1"));
    }

    [Fact]
    public void What_a_day_promised_elsewhere_is_planned_around()
    {
        world.WithEast("a");
        world.Run(() => world.Day("a").Hold("t9/w1", 1, StopAt(9), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(At(10), world.Run(() => world.Zone.Propose(JobOf("t1/w1"))).Proposal.Candidates.Single().Stop.Start);
    }

    [Fact]
    public void Who_is_proposed_first_goes_by_the_prices_in_force()
    {
        world.WithEast("near", "far");
        world.Run(() => world.Engineer("far").Handle(new RegisterEngineer(Profile("far") with { Home = Home with { Latitude = Home.Latitude + 0.3 } }), Origin.System));
        world.Run(() => world.Day("near").Hold("t9/w1", 1, StopAt(9, 180), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["near", "far"], Propose("t1/w1").Candidates.Select(candidate => candidate.Engineer));
        world.Publish(DispatchPrices.Shipped with { DelayHour = 20_000 });
        Assert.Equal(["far", "near"], Propose("t1/w1").Candidates.Select(candidate => candidate.Engineer));
    }

    [Fact]
    public void A_zone_that_was_away_asks_everybody_again()
    {
        world.WithEast("a");
        world.Run(() => world.Day("a").Hold("t9/w1", 1, StopAt(9), Origin.System));
        world.Crash();
        Assert.Equal(At(10), world.Run(() => world.Zone.Propose(JobOf("t1/w1"))).Proposal.Candidates.Single().Stop.Start);
    }

    [Fact]
    public void A_proposal_that_did_not_hold_is_looked_at_afresh()
    {
        world.WithEast("a");
        Assert.Equal(At(9), Propose("t1/w1").Candidates.Single().Stop.Start);
        world.Run(() => world.Zone.DayChanged(new(new EngineerDay("a", Monday) { Visits = [new("t9/w1", 1, StopAt(9, 500), VisitState.Accepted)] }, 0)));
        Assert.Equal(At(9), Propose("t1/w1").Candidates.Single().Stop.Start);
    }

    [Fact]
    public void Who_looks_for_himself_sees_those_who_refused_afresh_and_is_not_told_later()
    {
        world.WithEast("a");
        world.Run(() => world.Zone.DayChanged(new(new EngineerDay("a", Monday) { Visits = [new("t9/w1", 1, StopAt(9, 540), VisitState.Accepted)] }, 99)));
        Assert.Empty(world.Run(() => world.Zone.Look(JobOf("t1/w1"), [])).Proposal.Candidates);
        Assert.Equal(At(9), world.Run(() => world.Zone.Look(JobOf("t1/w1"), ["a", "nobody"])).Proposal.Candidates.Single().Stop.Start);
        world.Run(() => world.Engineer("a").Handle(new ReportSick(), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(world.Run(() => world.Zone.Look(JobOf("t1/w1"), [])).Proposal.Candidates);
        world.Run(() => world.Engineer("a").Handle(new ReportBack(), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(world.News.Told);
    }

    [Fact]
    public void When_nobody_fits_the_ticket_hears_as_soon_as_somebody_comes_back()
    {
        world.WithEast("a");
        world.Run(() => world.Engineer("a").Handle(new ReportSick(), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("engineer-absent", Propose("t1/w1").Others.Single().Reason.Code.Value);
        Assert.Empty(world.News.Told);
        world.Run(() => world.Engineer("a").Handle(new ReportBack(), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["retry t1/w1"], world.News.Told);
    }

    [Fact]
    public void A_lapsed_hold_gives_its_hour_to_a_waiting_job()
    {
        world.WithEast("a");
        world.Run(() => world.Day("a").Hold("t9/w1", 1, StopAt(9, 540), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("cannot-arrive-in-window", Propose("t1/w1").Others.Single().Reason.Code.Value);
        world.Pass(TimeSpan.FromSeconds(61));
        Assert.Equal(["retry t1/w1"], world.News.Told);
    }

    [Fact]
    public void A_ticket_that_notes_its_failure_after_the_change_is_told_at_once()
    {
        world.WithEast("a");
        world.Run(() => world.Engineer("a").Handle(new ReportSick(), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        var proposal = world.Run(() => world.Zone.Propose(JobOf("t1/w1")));
        world.Run(() => world.Engineer("a").Handle(new ReportBack(), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        world.Run(() => world.Zone.Wait(JobOf("t1/w1"), proposal.Seen));
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["retry t1/w1", "retry t1/w1"], world.News.Told);
    }

    [Fact]
    public void A_ticket_that_waits_is_left_alone_while_nothing_changes()
    {
        world.WithEast("a");
        var proposal = world.Run(() => world.Zone.Propose(JobOf("t1/w1")));
        world.Run(() => world.Zone.Wait(JobOf("t1/w1"), proposal.Seen));
        world.Pass(TimeSpan.FromMinutes(5));
        Assert.Empty(world.News.Told);
    }

    [Fact]
    public void A_job_that_was_forgotten_is_not_retried()
    {
        world.WithEast("a");
        world.Run(() => world.Day("a").Hold("t9/w1", 1, StopAt(9, 540), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        Propose("t1/w1");
        world.Run(() => world.Zone.Forget("t1/w1"));
        world.Pass(TimeSpan.FromSeconds(61));
        Assert.Empty(world.News.Told);
    }

    [Fact]
    public void Parts_come_from_the_nearest_warehouse_that_has_them()
    {
        world.WithEast("a").WithFans(near: 5, far: 5);
        Assert.Equal(["near", "far"], world.Run(() => world.Zone.Propose(JobOf("t1/w1", new PartNeed("fan", 5)))).Warehouses);
    }

    [Fact]
    public void A_warehouse_that_is_short_says_so()
    {
        world.WithEast("a").WithFans(near: 1, far: 5);
        var proposal = world.Run(() => world.Zone.Propose(JobOf("t1/w1", new PartNeed("fan", 2))));
        Assert.Equal(["far"], proposal.Warehouses);
        Assert.Equal("1", proposal.ShortWarehouses.Single().Reason.Arguments["available"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tickets_that_race_for_two_engineers_never_double_book(int seed)
    {
        using var racing = new FieldWorld(seed).WithEast("a", "b");
        var booked = racing.Run(() => Task.WhenAll(Enumerable.Range(0, 60).Select(n => Book(racing, JobOf($"t{n}/w1")))));
        Assert.Equal(16, booked.Count(won => won));
        foreach (var engineer in (string[])["a", "b"])
        {
            var visits = racing.Run(() => racing.Day(engineer).Describe()).State.Visits;
            Assert.Equal(8, visits.Count);
            Assert.All(visits.Zip(visits.Skip(1)), pair => Assert.True(pair.First.Stop.End <= pair.Second.Stop.Start));
        }
        Assert.Equal(0, racing.Strays);
    }

    public void Dispose() => world.Dispose();

    // As a ticket does: holds in order of the proposal, and a new proposal when none of them held.
    private static async Task<bool> Book(FieldWorld racing, Job job)
    {
        for (var attempt = 1; ; attempt++)
        {
            var proposal = (await racing.Zone.Propose(job)).Proposal;
            if (proposal.Candidates is [])
                return false;
            foreach (var candidate in proposal.Candidates)
            {
                var day = racing.Day(candidate.Engineer);
                if (await day.Hold(job.Id, attempt, candidate.Stop, Origin.System) is Outcome.Accepted
                    && await day.Confirm(job.Id, attempt, null, Origin.System) is Outcome.Accepted)
                    return true;
            }
        }
    }

    private Proposal Propose(string job) => world.Run(() => world.Zone.Propose(JobOf(job))).Proposal;

    private IEnumerable<string> Candidates(string job) => Propose(job).Candidates.Select(candidate => candidate.Engineer);
}
