using Dispatch.Stock;
using Dispatch.Tests.Core.Engineers;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Stock;

public sealed class StockItemTests
{
    private const string Job = "t1/w1";
    private static readonly StockItem Ten = After(new("north", "fan"), new ReceiveStock(10));
    private static readonly StockItem Held = After(Ten, new HoldStock(Job, 1, 4));

    [Fact]
    public void A_hold_reserves_what_is_on_hand_for_a_minute()
    {
        Assert.Equal((10, 4, 6), (Held.OnHand, Held.Reserved, Held.Available));
        Assert.Equal(At(9, 1).AddMilliseconds(1), Held.NextWake);
    }

    [Fact]
    public void A_hold_waits_longer_where_the_clock_runs_faster_than_the_machine() =>
        Assert.Equal([new StockHeld(Job, 1, 4, At(19))], StockDecisions.Decide(Ten, new HoldStock(Job, 1, 4), At(9), holdFor: TimeSpan.FromHours(10)).Events);

    [Fact]
    public void More_than_is_available_is_refused_with_what_there_is()
    {
        var rejection = Decide(Held, new HoldStock("t2/w1", 1, 7)).Rejection;
        Assert.Equal((RejectionCode.StockShort, "6", "7"), (rejection!.Code, rejection.Arguments["available"], rejection.Arguments["needed"]));
    }

    [Theory]
    [InlineData(1, 4, null)]
    [InlineData(1, 5, "stock-held-already")]
    [InlineData(0, 4, "stock-held-already")]
    public void A_second_hold_of_a_job_changes_nothing_when_identical_and_is_refused_otherwise(int attempt, int quantity, string? refusal)
    {
        var decision = Decide(Held, new HoldStock(Job, attempt, quantity));
        Assert.Equal(refusal, decision.Rejection?.Code.Value);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void A_hold_of_a_newer_attempt_takes_the_place_of_the_older()
    {
        var newer = After(Held, new HoldStock(Job, 2, 10));
        Assert.Equal([new Reservation(Job, 2, 10, At(9, 1))], newer.Reservations);
        Assert.Equal(RejectionCode.StockShort, Decide(Held, new HoldStock(Job, 2, 11)).Rejection?.Code);
    }

    [Fact]
    public void A_hold_can_be_confirmed_at_its_last_instant_and_not_a_millisecond_later()
    {
        Assert.Equal([new StockConfirmed(Job, 1)], Decide(Held, new ConfirmStock(Job, 1), At(9, 1)).Events);
        Assert.Equal(RejectionCode.StockHoldLapsed, Decide(Held, new ConfirmStock(Job, 1), At(9, 1).AddMilliseconds(1)).Rejection?.Code);
    }

    [Fact]
    public void A_confirmed_reservation_never_lapses()
    {
        var confirmed = After(Held, new ConfirmStock(Job, 1));
        Assert.Null(confirmed.NextWake);
        Assert.Empty(Decide(confirmed, new CheckStock(), At(18)).Events);
    }

    [Fact]
    public void A_lapsed_hold_is_available_to_the_next_who_asks_even_before_the_wake_up() =>
        Assert.Equal([new StockHoldLapsed(Job, 1, At(9, 1), At(9, 2)), new StockHeld("t2/w1", 1, 10, At(9, 3))],
            Decide(Held, new HoldStock("t2/w1", 1, 10), At(9, 2)).Events);

    [Fact]
    public void A_late_release_of_an_older_attempt_does_not_release_the_newer_hold()
    {
        var newer = After(After(Held, new ReleaseStock(Job, 1)), new HoldStock(Job, 2, 3));
        Assert.Empty(Decide(newer, new ReleaseStock(Job, 1)).Events);
        Assert.Equal(RejectionCode.StockHoldLapsed, Decide(newer, new ConfirmStock(Job, 1)).Rejection?.Code);
    }

    [Fact]
    public void A_booking_run_that_came_to_nothing_leaves_what_another_run_of_the_attempt_confirmed()
    {
        Assert.Single(Decide(Held, new ReleaseStock(Job, 1, HeldOnly: true)).Events);
        Assert.Empty(Decide(After(Held, new ConfirmStock(Job, 1)), new ReleaseStock(Job, 1, HeldOnly: true)).Events);
    }

    [Fact]
    public void Using_fewer_than_reserved_frees_the_rest()
    {
        var used = After(After(Held, new ConfirmStock(Job, 1)), new UseStock(Job, 1, 3));
        Assert.Equal((7, 0), (used.OnHand, used.Reserved));
    }

    [Fact]
    public void Using_more_than_reserved_takes_only_what_nobody_else_reserved()
    {
        var both = After(Held, new HoldStock("t2/w1", 1, 5));
        Assert.Equal(5, After(both, new UseStock(Job, 1, 5)).OnHand);
        Assert.Equal(RejectionCode.StockShort, Decide(both, new UseStock(Job, 1, 6)).Rejection?.Code);
    }

    [Fact]
    public void Reporting_use_twice_takes_the_parts_once()
    {
        var used = After(Held, new UseStock(Job, 1, 3));
        Assert.Empty(Decide(used, new UseStock(Job, 1, 3)).Events);
    }

    [Fact]
    public void A_count_below_what_is_promised_is_refused() =>
        Assert.Equal(RejectionCode.StockPromised, Decide(Held, new CountStock(3)).Rejection?.Code);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Impossible_quantities_are_refused(int quantity)
    {
        Assert.Equal(RejectionCode.QuantityImpossible, Decide(Ten, new HoldStock(Job, 1, quantity)).Rejection?.Code);
        Assert.Equal(RejectionCode.QuantityImpossible, Decide(Ten, new ReceiveStock(quantity)).Rejection?.Code);
    }

    [Fact]
    public void Many_requests_are_decided_in_order_and_each_sees_what_was_left()
    {
        var settlement = StockDecisions.Settle(Ten, [new HoldStock("t1/w1", 1, 6), new HoldStock("t2/w1", 1, 6), new HoldStock("t3/w1", 1, 4)], At(9));
        Assert.Equal([null, "stock-short", null], settlement.Refusals.Select(refusal => refusal?.Code.Value));
        Assert.Equal(2, settlement.Events.Count);
    }

    [Fact]
    public void A_snapshot_with_as_many_reservations_as_there_can_be_stays_below_16_KB()
    {
        var jobs = Enumerable.Range(0, 1000).Select(n => new HoldStock($"0c3x7k2m{n:00000}/w1", 1, 1)).ToArray();
        var full = StockDecisions.Settle(After(new("warehouse-in-the-north", "fan"), new ReceiveStock(1000)), jobs, At(9))
            .Events.Aggregate(new StockItem("warehouse-in-the-north", "fan"), (state, @event) => state.Apply(@event))
            with { Uses = [.. Enumerable.Range(0, 100).Select(n => new PartUse($"0c3x7k2m{n:00000}/w1", 1))] };
        Assert.InRange(full.Reservations.Count, 100, 200);
        Assert.InRange(full.Json().Length, 1, 16 * 1024);
    }

    private static Decision Decide(StockItem item, StockCommand command, DateTimeOffset? now = null) =>
        StockDecisions.Decide(item, command, now ?? At(9));

    private static StockItem After(StockItem item, StockCommand command) =>
        Decide(item, command).Fold<StockItem, StockEvent>(item, (state, @event) => state.Apply(@event));
}
