using Dispatch.Configuration;
using Dispatch.Matching;
using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Matching;

public sealed class DispatchPricesTests
{
    private static readonly ConfigurationSnapshot Empty = ConfigurationSnapshot.Of(DispatchPricesKind.Instance);

    [Fact]
    public void What_is_not_published_or_left_out_is_as_shipped()
    {
        Assert.Same(DispatchPrices.Shipped, DispatchPrices.Of(Empty));
        Assert.Equal(DispatchPrices.Shipped with { LateHour = 30_000 }, DispatchPrices.Of(Empty.With(Document("""{"lateHour":30000}"""))));
    }

    [Fact]
    public void Choosing_weighs_in_minutes_of_travel_what_plans_count_in_money()
    {
        var prices = DispatchPrices.Shipped with { TravelHour = 12_000, LateHour = 40_000, BookedHour = 600, DelayHour = 800, SpareLevel = 200 };
        Assert.Equal(new(TravelMinute: 1, BookedHour: 3, SpareLevel: 1, DelayHour: 4, LateHour: 200), prices.ForMatching());
        Assert.Equal((12_000, 200), (prices.ForPlans().TravelHour, prices.ForPlans().SpareLevel));
    }

    [Theory]
    [InlineData("""{"travelHour":0}""", "$.travelHour plan-number-impossible")]
    [InlineData("""{"lateHour":-1,"unserved":2000001}""", "$.lateHour plan-number-impossible", "$.unserved plan-number-impossible")]
    [InlineData("""{"travelHour":9223372036854775807}""", "$.travelHour plan-number-impossible")]
    [InlineData("""{"delayHour":1.5}""", "$.delayHour document-malformed")]
    [InlineData("""{"currency":"yuan"}""", "$.currency currency-invalid")]
    [InlineData("""{"currency":null}""", "$.currency document-malformed")]
    [InlineData("""{"fuel":1}""", "$.fuel document-malformed")]
    [InlineData("[]", "$ document-malformed")]
    public void What_is_wrong_is_named_by_its_path(string body, params string[] faults) =>
        Assert.Equal(faults, Empty.Validate("dispatch-prices", "default", JsonBody.Parse(body)).Select(fault => $"{fault.Path} {fault.Code}"));

    [Fact]
    public void There_is_one_document_of_prices() =>
        Assert.Equal(RejectionCode.DocumentIdDiffers, Assert.Single(Empty.Validate("dispatch-prices", "other", JsonBody.Parse("{}"))).Code);

    [Fact]
    public void The_dearest_prices_can_be_counted_for_the_largest_day()
    {
        var dearest = DispatchPrices.Of(Empty.With(Document("""
            {"travelHour":500000,"overtimeHour":500000,"lateHour":500000,"changedHour":500000,"spareLevel":2000000,"changedEngineer":2000000,"unserved":2000000}
            """)));
        var (begin, end) = (At(0), At(23, 59));
        var problem = new PlanProblem(
            [.. Enumerable.Range(0, 1_000).Select(n => new PlanEngineer($"e{n}", [new(begin, end)], new(Home)))],
            [.. Enumerable.Range(0, 2_000).Select(n => new PlanJob($"j{n}", new(Home), TimeSpan.FromMinutes(30))
            {
                Windows = [new(begin, end)], Skills = [new("gas", 1)], Priority = Priority.Urgent, Deadline = new(begin, dearest.LateHour), Promised = new("e0", begin),
            })])
        {
            Prices = dearest.ForPlans(),
        };
        Assert.Empty(PlanProblemChecks.Faults(problem));
    }

    private static ConfigurationDocument Document(string body) => new("dispatch-prices", "default", 1, JsonBody.Parse(body));
}
