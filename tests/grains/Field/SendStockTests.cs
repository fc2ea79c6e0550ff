using Dispatch.Grains;
using Dispatch.Stock;
using static Dispatch.Tests.Grains.Field.FieldWorld;

namespace Dispatch.Tests.Grains.Field;

/// <summary>Parts that go from one warehouse to another leave once and arrive once, whatever dies in between.</summary>
public sealed class SendStockTests : IDisposable
{
    private readonly FieldWorld world = new FieldWorld().WithFans(near: 10, far: 0);

    [Fact]
    public void What_one_warehouse_sends_the_other_has_and_both_have_nothing_left_to_wake_for()
    {
        Assert.IsType<Outcome.Accepted>(Send("near", "far", 3));
        world.Settle();
        world.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal((7, 0), Shelf("near"));
        Assert.Equal((3, 0), Shelf("far"));
        Assert.Null(world.Journal.NextDue);
        Assert.Equal(["stock-sent.v1", "stock-handed-over.v1"], world.Journal.KindsOf("stock/near/fan").TakeLast(2));
    }

    [Theory]
    [InlineData("stock-arrived.v1", 0)]
    [InlineData("stock-handed-over.v1", 3)]
    public void When_the_process_dies_on_the_way_the_parts_arrive_once_by_themselves(string before, int there)
    {
        world.Journal.Loses = commit => commit.Events.Any(each => each.Kind == before);
        Send("near", "far", 3);
        world.Pass(TimeSpan.FromSeconds(1));
        world.Crash();
        Assert.Equal((7, 3), Shelf("near"));
        Assert.Equal((there, 0), Shelf("far"));

        world.Journal.Loses = null;
        world.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal((7, 0), Shelf("near"));
        Assert.Equal((3, 0), Shelf("far"));
        Assert.Single(world.Journal.KindsOf("stock/far/fan"), "stock-arrived.v1");
    }

    [Fact]
    public void Of_many_who_send_scarce_parts_to_and_fro_nobody_loses_or_doubles_any()
    {
        world.Run(() => world.Stock("far", "fan").Handle(new ReceiveStock(5), Origin.System));
        var outcomes = world.Run(() => Task.WhenAll(Enumerable.Range(0, 300).Select(n => n % 2 is 0
            ? world.Stock("near", "fan").Handle(new SendStock("far", 1 + n % 3), Origin.System)
            : world.Stock("far", "fan").Handle(new SendStock("near", 1 + n % 5), Origin.System))));
        world.Pass(TimeSpan.FromSeconds(6));
        var ((near, left), (far, right)) = (Shelf("near"), Shelf("far"));
        Assert.Equal((15, 0, 0), (near + far, left, right));
        Assert.True(near >= 0 && far >= 0);
        Assert.Contains(outcomes, outcome => outcome is Outcome.Accepted);
        Assert.Contains(outcomes, outcome => outcome.Refusal() is "stock-short");
    }

    [Fact]
    public void A_job_that_was_short_hears_when_parts_arrive_from_another_warehouse()
    {
        world.Run(() => world.Stock("far", "fan").Settle(new HoldStock("t1/w1", 1, 2), Origin.System));
        Send("near", "far", 2);
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["retry t1/w1"], world.News.Told);
    }

    [Fact]
    public void A_part_that_the_other_warehouse_never_kept_belongs_where_the_warehouse_does()
    {
        world.Run(() => world.Stock("near", "belt").Handle(new DefineStock("acme/east"), Origin.System));
        world.Run(() => world.Stock("near", "belt").Handle(new ReceiveStock(2), Origin.System));
        world.Run(() => world.Stock("near", "belt").Handle(new SendStock("far", 2), Origin.System));
        world.Pass(TimeSpan.FromSeconds(1));
        var belts = world.Run(() => world.Stock("far", "belt").Describe())!.State;
        Assert.Equal((2, "acme/east"), (belts.OnHand, belts.Org));
    }

    public void Dispose() => world.Dispose();

    private Outcome Send(string from, string to, int quantity) =>
        world.Run(() => world.Stock(from, "fan").Handle(new SendStock(to, quantity), Origin.System));

    private (int OnHand, int UnderWay) Shelf(string warehouse)
    {
        var shelf = world.Run(() => world.Stock(warehouse, "fan").Describe())!.State;
        return (shelf.OnHand, shelf.UnderWay);
    }
}
