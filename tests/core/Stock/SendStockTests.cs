using Dispatch.Stock;
using Dispatch.Tests.Core.Engineers;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Stock;

/// <summary>Parts that go from one warehouse to another.</summary>
public sealed class SendStockTests
{
    private static readonly StockItem Ten = After(new("north", "fan"), new ReceiveStock(10));
    private static readonly StockItem Promised = After(Ten, new HoldStock("t1/w1", 1, 4));

    [Theory]
    [InlineData("south", 6, null)]
    [InlineData("south", 7, "stock-short")]
    [InlineData("south", 0, "quantity-impossible")]
    [InlineData("south", -1, "quantity-impossible")]
    [InlineData("south", int.MaxValue, "quantity-impossible")]
    [InlineData("north", 1, "stock-sent-nowhere")]
    public void What_is_promised_to_nobody_may_be_sent_elsewhere(string to, int quantity, string? refusal) =>
        Assert.Equal(refusal, Decide(Promised, new SendStock(to, quantity)).Rejection?.Code.Value);

    [Fact]
    public void A_refusal_says_how_many_are_available()
    {
        var rejection = Decide(Promised, new SendStock("south", 7)).Rejection!;
        Assert.Equal(("north", "6", "7"), (rejection.Arguments["warehouse"], rejection.Arguments["available"], rejection.Arguments["needed"]));
    }

    [Fact]
    public void What_was_sent_is_under_way_until_the_other_warehouse_has_booked_it()
    {
        var sent = After(Ten, new SendStock("south", 3));
        Assert.Equal((7, 3), (sent.OnHand, sent.UnderWay));
        Assert.Equal((7, 0), (After(sent, new NoteStockTaken("south", 3)).OnHand, After(sent, new NoteStockTaken("south", 3)).UnderWay));
    }

    [Fact]
    public void What_arrives_is_booked_once_however_often_and_late_it_is_said()
    {
        var south = After(After(new("south", "fan"), new TakeStock("north", 3)), new TakeStock("north", 5));
        Assert.Equal(5, south.OnHand);
        Assert.Empty(Decide(south, new TakeStock("north", 5)).Events);
        Assert.Empty(Decide(south, new TakeStock("north", 3)).Events);
        Assert.Equal([new StockArrived("east", 3)], Decide(south, new TakeStock("east", 3)).Events);
    }

    [Fact]
    public void What_the_shelf_has_no_room_for_stays_under_way()
    {
        var full = After(new("south", "fan"), new ReceiveStock(1_000_000));
        Assert.Equal(RejectionCode.QuantityImpossible, Decide(full, new TakeStock("north", 1)).Rejection?.Code);
        Assert.Equal([new StockArrived("north", 1)], Decide(After(full, new CountStock(999_999)), new TakeStock("north", 1)).Events);
    }

    [Fact]
    public void As_many_accounts_of_other_warehouses_as_a_big_company_has_leave_the_snapshot_below_16_KB()
    {
        var item = new StockItem("warehouse-in-the-north", "fan")
        {
            Uses = [.. Enumerable.Range(0, 100).Select(n => new PartUse($"0c3x7k2m{n:00000}/w1", 1))],
            Shipments = [.. Enumerable.Range(0, 60).Select(n => new StockShipments($"warehouse-{n}", 1_000, 1_000))],
            Arrivals = [.. Enumerable.Range(0, 60).Select(n => new StockArrivals($"warehouse-{n}", 1_000))],
        };
        var jobs = Enumerable.Range(0, 1000).Select(n => new HoldStock($"0c3x7k2m{n:00000}/w1", 1, 1)).ToArray();
        var full = StockDecisions.Settle(After(item, new ReceiveStock(1000)), jobs, At(9)).Events.Aggregate(After(item, new ReceiveStock(1000)), (state, @event) => state.Apply(@event));
        Assert.InRange(full.Reservations.Count, 50, 200);
        Assert.InRange(full.Json().Length, 1, 16 * 1024);
    }

    [Fact]
    public void However_messages_are_lost_doubled_and_late_no_piece_is_lost_or_doubled() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Steps, 60)), steps =>
        {
            var shelves = Warehouses.ToDictionary(id => id, id => After(new(id, "fan"), new ReceiveStock(20)), StringComparer.Ordinal);
            var messages = new List<(string To, StockCommand Message)>();
            foreach (var (kind, from, to, quantity) in steps)
            {
                if (kind is 0 && messages.Count > 0)
                    Tell(messages[quantity % messages.Count]);
                else
                    Tell((from, new SendStock(to, quantity)));
                Assert.Equal(60, shelves.Values.Sum(shelf => shelf.OnHand) + NotArrived());
                Assert.All(shelves.Values, shelf => Assert.True(shelf is { OnHand: >= 0, UnderWay: >= 0 }));
            }
            foreach (var shelf in shelves.Values.ToList())
                foreach (var shipments in shelf.Shipments.Where(one => one.UnderWay > 0))
                    Tell((shipments.To, new TakeStock(shelf.Warehouse, shipments.Sent)));
            Assert.Equal(60, shelves.Values.Sum(shelf => shelf.OnHand));

            long NotArrived() => shelves.Values.Sum(shelf => shelf.Shipments.Sum(one => one.Sent - shelves[one.To].ArrivalsFrom(shelf.Warehouse).Pieces));

            void Tell((string To, StockCommand Message) letter)
            {
                if (Decide(shelves[letter.To], letter.Message).Rejection is not null)
                    return;
                var after = shelves[letter.To] = After(shelves[letter.To], letter.Message);
                if (letter.Message is SendStock send)
                    messages.Add((send.To, new TakeStock(letter.To, after.ShipmentsTo(send.To).Sent)));
                if (letter.Message is TakeStock take)
                    messages.Add((take.From, new NoteStockTaken(letter.To, take.Sent)));
            }
        }).QuickCheckThrowOnFailure();

    private static readonly string[] Warehouses = ["north", "south", "east"];

    private static readonly Gen<(int Kind, string From, string To, int Quantity)> Steps =
        from kind in Gen.Choose(0, 1)
        from sender in Gen.Elements(Warehouses)
        from to in Gen.Elements(Warehouses)
        from quantity in Gen.Choose(0, 12)
        select (kind, sender, to, quantity);

    private static Decision Decide(StockItem item, StockCommand command) => StockDecisions.Decide(item, command, At(9));

    private static StockItem After(StockItem item, StockCommand command) =>
        Decide(item, command).Fold<StockItem, StockEvent>(item, (state, @event) => state.Apply(@event)).Stored();
}
