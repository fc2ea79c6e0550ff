using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Stock;
using Dispatch.Tests.Core.Stock;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Matching;

/// <summary>Visits whose parts are elsewhere, and what carrying them would come to.</summary>
public sealed class PartsSupplyTests
{
    private static readonly Job Fan = JobIn(new(At(9), At(18)), north: 10) with { Parts = [new("fan", 2), new("belt", 1)] };
    private static readonly DispatchPrices Prices = new() { TravelHour = 6_000 };

    [Theory]
    [InlineData(2, 1, null)]
    [InlineData(1, 1, "stock-short")]
    public void A_visit_has_a_price_where_a_warehouse_of_its_zone_has_its_parts(int fans, int belts, string? code)
    {
        var (price, refusal) = Pricing([Stock("w", 0, fans, belts)], []).Price(Fan, null, Plan(), null);
        Assert.Equal((code, code is null), (refusal?.Code.Value, price is not null));
    }

    [Fact]
    public void A_zone_that_no_warehouse_supplies_says_so_and_nothing_frees_anybody()
    {
        var pricing = Pricing([], [Stock("o", 30, 9, 9)]);
        Assert.Equal("zone-without-warehouse", pricing.Price(Fan, null, Plan(), null).Refusal!.Code.Value);
        Assert.Null(pricing.WhatFrees(Fan, null, Plan()));
    }

    [Fact]
    public void Parts_from_another_warehouse_free_somebody_once_they_are_there_and_their_way_costs_travel()
    {
        var freeing = Pricing([Stock("w", 0, 1, 1)], [Stock("o", 120, 1, 0)]).WhatFrees(Fan, null, Plan())!;
        Assert.Equal(new PartCarry("fan", 1, "o", "w"), Assert.Single(freeing.Parts!.Carries));
        // 120 minutes from eight o'clock, rounded up to five.
        Assert.Equal((null, At(10, 5)), (freeing.Overtime, freeing.Price.Stop.Start));
        Assert.InRange(freeing.Price.Costs.Travel, 13_000, 13_010);
    }

    [Fact]
    public void The_cheapest_of_two_ways_to_bring_the_parts_is_the_answer()
    {
        var freeing = Pricing([Stock("a", 0, 2, 0), Stock("b", 50, 0, 1)], [Stock("o", 45, 2, 0)]).WhatFrees(Fan, null, Plan())!;
        Assert.Equal(new PartCarry("fan", 2, "o", "b"), Assert.Single(freeing.Parts!.Carries));
    }

    [Fact]
    public void Parts_that_come_too_late_for_the_window_free_nobody() =>
        Assert.Null(Pricing([Stock("w", 0, 1, 1)], [Stock("o", 120, 1, 0)]).WhatFrees(Fan with { Window = new(At(9), At(9, 55)) }, null, Plan()));

    [Fact]
    public void Without_the_skill_no_part_frees_anybody() =>
        Assert.Null(Pricing([Stock("w", 0, 1, 1)], [Stock("o", 9, 1, 0)]).WhatFrees(Fan with { Skills = [new("gas", 1)] }, null, Plan()));

    [Fact]
    public void What_is_offered_frees_the_engineer_once_the_parts_are_there() => Prop.ForAll(Arb.From(PartsMoveTests.Layouts), layout =>
    {
        var (supplying, others) = (PartsMoveTests.Warehouses(layout[..2]), PartsMoveTests.Warehouses(layout[2..], "o"));
        var pricing = Pricing(supplying, others);
        var freeing = pricing.WhatFrees(Fan, null, Plan());
        if (pricing.Supply.Short is null)
        {
            Assert.Null(freeing?.Parts);
            return;
        }
        Assert.Equal(pricing.Supply.Moves.Count > 0, freeing is not null);
        if (freeing is not { Parts: { } move })
            return;
        var later = Pricing([.. supplying.Select(one => one.After(move))], [.. others.Select(one => one.After(move))], At(8) + move.Longest);
        Assert.Equal(freeing.Price.Stop, later.Price(Fan, null, Plan(), freeing.Price.Stop.Start).Price!.Stop);
    }).QuickCheckThrowOnFailure();

    private static WarehouseStock Stock(string id, double north, int fans, int belts) => new(id, North(north), new Dictionary<string, int> { ["fan"] = fans, ["belt"] = belts });

    private static MovePricing Pricing(IReadOnlyList<WarehouseStock> supplying, IReadOnlyList<WarehouseStock> others, DateTimeOffset? now = null) =>
        new(Options with { Notice = TimeSpan.Zero }, Prices, now ?? At(8)) { Supply = PartsSupply.Of(Fan, supplying, others, KilometreAMinute) };

    private static EngineerPlan Plan() => new(Registered(Profile("a")), []);
}
