using Dispatch.Grains;
using Dispatch.Stock;
using static Dispatch.Tests.Grains.Field.FieldWorld;

namespace Dispatch.Tests.Grains.Field;

public sealed class StockGrainTests : IDisposable
{
    private readonly FieldWorld world = new FieldWorld().WithFans(near: 10, far: 0);

    private IStockGrain Fans => world.Stock("near", "fan");

    [Fact]
    public void Of_a_thousand_tickets_racing_for_ten_parts_ten_win_in_a_handful_of_commits()
    {
        var before = world.Journal.Commits;
        var outcomes = world.Run(() => Task.WhenAll(Enumerable.Range(0, 1000).Select(n => Hold($"t{n}/w1"))));
        Assert.Equal(10, outcomes.Count(outcome => outcome is Outcome.Accepted));
        Assert.Equal(990, outcomes.Count(outcome => outcome.Refusal() == "stock-short"));
        Assert.InRange(world.Journal.Commits - before, 1, 5);
        Assert.Equal(0, world.Run(() => Fans.Describe())!.State.Available);
    }

    [Fact]
    public void Settling_the_same_hold_again_answers_the_same_and_takes_nothing_more()
    {
        Assert.IsType<Outcome.Accepted>(world.Run(() => Hold("t1/w1")));
        Assert.IsType<Outcome.Accepted>(world.Run(() => Hold("t1/w1")));
        Assert.Equal(9, world.Run(() => Fans.Describe())!.State.Available);
    }

    [Fact]
    public void A_request_that_nobody_settles_commits_nothing()
    {
        var before = world.Journal.Commits;
        world.Run(() => Fans.Request(new HoldStock("t1/w1", 1, 1)));
        world.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(before, world.Journal.Commits);
    }

    [Fact]
    public void An_unconfirmed_hold_lapses_by_its_own_wake_up_and_a_late_confirmation_is_refused()
    {
        world.Run(() => Hold("t1/w1"));
        world.Pass(TimeSpan.FromSeconds(61));
        Assert.Equal("stock-hold-lapsed.v1", world.Journal.KindsOf("stock/near/fan").Last());
        Assert.Equal("stock-hold-lapsed", world.Run(() => Fans.Settle(new ConfirmStock("t1/w1", 1), Origin.System)).Refusal());
    }

    [Fact]
    public void Two_equal_deliveries_count_twice()
    {
        world.Run(() => Task.WhenAll(Fans.Handle(new ReceiveStock(5), Origin.System), Fans.Handle(new ReceiveStock(5), Origin.System)));
        Assert.Equal(20, world.Run(() => Fans.Describe())!.State.OnHand);
    }

    [Fact]
    public void Jobs_that_were_short_hear_in_turn_when_enough_arrives()
    {
        world.Run(() => Hold("t0/w1", 10));
        world.Run(() => Hold("t1/w1", 2));
        world.Run(() => Hold("t2/w1", 2));
        world.Run(() => Fans.Handle(new ReceiveStock(3), Origin.System));
        world.Settle();
        Assert.Equal(["retry t1/w1"], world.News.Told);
    }

    [Fact]
    public void A_part_that_the_warehouse_never_kept_is_short() =>
        Assert.Equal("stock-short", world.Run(() => world.Stock("near", "belt").Settle(new HoldStock("t1/w1", 1, 1), Origin.System)).Refusal());

    public void Dispose() => world.Dispose();

    private async Task<Outcome> Hold(string job, int quantity = 1)
    {
        var hold = new HoldStock(job, 1, quantity);
        await Fans.Request(hold);
        return await Fans.Settle(hold, Origin.System);
    }
}
