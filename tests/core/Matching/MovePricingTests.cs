using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Matching;

public sealed class MovePricingTests
{
    private static readonly Window Today = new(At(9), At(18));
    private static readonly Job Fridge = JobIn(Today, north: 10) with { Skills = [new("fridge", 2)] };
    /// <summary>Ten kilometres, rounded up to whole seconds.</summary>
    private static readonly TimeSpan Way = new(0, 10, 1);

    private static readonly DispatchPrices Prices = new() { TravelHour = 6_000, ChangedEngineer = 2_000, ChangedHour = 1_000, SpareLevel = 200, OvertimeHour = 12_000, LateHour = 10_000 };

    [Fact]
    public void A_visit_that_goes_to_somebody_nearer_saves_the_way_and_costs_the_change()
    {
        var present = Present("a", StopAt(9, 10, 60, north: 10), spare: 0);
        var (price, _) = Pricing().Price(Fridge, present, Plan("b", 3, profile => profile with { Home = North(10) }), At(9, 10));
        Assert.Equal(-Way, price!.Travel);
        Assert.Equal((-1_001.7, 2_000, 200), (price.Costs.Travel, price.Costs.Change, price.Costs.OverQualification), Near);
    }

    [Fact]
    public void A_visit_that_begins_later_costs_the_change_and_what_it_is_late()
    {
        var present = Present("a", StopAt(9, 10, 60, north: 10), spare: 0);
        var (price, _) = Pricing().Price(Fridge with { DueAt = At(11) }, present, Plan("a", 2, day: present.Day), At(12));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromHours(2)), (price!.Travel, price.Late));
        Assert.Equal((0, 2_833.3, 20_000), (price.Costs.Travel, price.Costs.Change, price.Costs.Lateness), Near);
    }

    [Fact]
    public void A_visit_that_nobody_has_costs_its_way_alone()
    {
        var (price, _) = Pricing().Price(Fridge, null, Plan("a", 2), start: null);
        Assert.Equal((At(9, 15), Way), (price!.Stop.Start, price.Travel));
        Assert.Equal((1_001.7, 0, 1_001.7), (price.Costs.Travel, price.Costs.Change, price.Costs.Total), Near);
    }

    [Theory]
    [InlineData(8, "visit-outside-window")]
    [InlineData(9, "visit-unreachable")]
    [InlineData(13, "visit-overlaps")]
    [InlineData(17, "engineer-off-shift")]
    public void A_time_that_is_not_free_says_what_stands_in_the_way(int hour, string code)
    {
        var day = new EngineerDay("a", Monday) { Visits = [new("t9/w1", 1, StopAt(13, 30, 60), VisitState.Accepted)] };
        Assert.Equal(code, Pricing().Price(Fridge, null, Plan("a", 2, day: day), At(hour, hour is 17 ? 30 : 0)).Refusal!.Code.Value);
    }

    [Fact]
    public void Whoever_declined_may_be_asked_by_hand() =>
        Assert.NotNull(Pricing().Price(Fridge with { Declined = ["a"], Wanted = "b" }, null, Plan("a", 2), null).Price);

    [Fact]
    public void Overtime_frees_somebody_whose_day_is_too_short_and_says_what_it_costs()
    {
        var day = new EngineerDay("a", Monday) { Visits = [new("t9/w1", 1, StopAt(9, 0, 525), VisitState.Accepted)] };
        var job = Fridge with { Window = new(At(9), At(18, 5)) };
        var freeing = Pricing().WhatFrees(job, null, Plan("a", 2, day: day));
        Assert.Equal((TimeSpan.FromMinutes(60), At(18)), (freeing!.Overtime, freeing.Price.Stop.Start));
        Assert.Equal(12_000, freeing.Price.Costs.Overtime);
    }

    [Fact]
    public void Another_time_than_was_promised_frees_somebody_when_it_is_cheaper()
    {
        var freeing = Pricing().WhatFrees(Fridge with { Window = new(At(9), At(9, 5)) }, null, Plan("a", 2));
        Assert.Equal((null, At(9, 15)), (freeing!.Overtime, freeing.Price.Stop.Start));
    }

    [Fact]
    public void Nothing_frees_somebody_without_the_skill() => Assert.Null(Pricing().WhatFrees(Fridge, null, Plan("a", 1)));

    [Fact]
    public void The_price_of_a_move_is_exactly_what_making_it_changes() => Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(-40, 40), 8)), norths =>
    {
        var days = new Dictionary<string, EngineerDay> { ["a"] = new("a", Monday), ["b"] = new("b", Monday) };
        foreach (var (i, north) in norths.Index())
        {
            var (id, job) = (i % 2 is 0 ? "a" : "b", JobIn(Today, north, 20, $"t{i}/w1"));
            if (Pricing().Price(job, null, Plan(id, 2, day: days[id]), null).Price is { } place)
                days[id] = With(days[id], job.Id, place.Stop);
        }
        foreach (var visit in days["a"].Visits)
        {
            var job = JobIn(Today, 0, 20, visit.Job) with { Place = visit.Stop.Place };
            var present = new PresentVisit(days["a"], Terms(), visit.Stop, 0);
            foreach (var id in days.Keys)
            {
                if (Pricing().Price(job, present, Plan(id, 2, day: days[id]), null).Price is not { } price)
                    continue;
                var after = days.ToDictionary(day => day.Key, day => day.Value.Without(job.Id));
                after[id] = With(after[id], job.Id, price.Stop);
                Assert.Equal(Travel(after) - Travel(days), price.Travel);
            }
        }
    }).QuickCheckThrowOnFailure();

    private static TimeSpan Travel(Dictionary<string, EngineerDay> days) =>
        days.Values.Aggregate(TimeSpan.Zero, (sum, day) => sum + day.Route(Terms()).TravelTime);

    private static EngineerDay With(EngineerDay day, string job, Stop stop) =>
        day.Apply(new DayVisitHeld(job, 1, stop, At(23))).Apply(new DayVisitConfirmed(job, 1));

    private static MovePricing Pricing() => new(Options with { Notice = TimeSpan.Zero }, Prices, At(8));

    private static PresentVisit Present(string id, Stop stop, int spare) => new(With(new(id, Monday), Fridge.Id, stop), Terms(), stop, spare);

    private static EngineerPlan Plan(string id, int level, Func<EngineerProfile, EngineerProfile>? change = null, EngineerDay? day = null) =>
        new(Registered((change ?? (profile => profile))(Profile(id, new Skill("fridge", level)))), day is null ? [] : [day]);

    private static bool Near((double, double, double) a, (double, double, double) b) =>
        Math.Abs(a.Item1 - b.Item1) < 1 && Math.Abs(a.Item2 - b.Item2) < 1 && Math.Abs(a.Item3 - b.Item3) < 1;
}
