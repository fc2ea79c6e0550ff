using Dispatch.Planning;
using Dispatch.Planning.Solving;

namespace Dispatch.Tests.Core.Planning.Solving;

public sealed class CallTidyingTests
{
    private static readonly DateTimeOffset Eight = RandomProblems.Morning;

    [Fact]
    public void A_call_that_nothing_needs_goes_even_where_it_costs_nothing() => Assert.Equal(0, CallAfterTidying(toolNeeded: false));

    [Fact]
    public void A_call_that_something_needs_stays() => Assert.Equal(2, CallAfterTidying(toolNeeded: true));

    /// <summary>Where the call stands in a route of two visits, between which he would wait for longer than a call takes; only paid time costs.</summary>
    private static int CallAfterTidying(bool toolNeeded)
    {
        var li = new PlanEngineer("li", [new(Eight, Eight.AddHours(9))], Spot.At(121.5, 31.2));
        var early = new PlanJob("early", Spot.At(121.51, 31.2), TimeSpan.FromMinutes(20)) { Windows = [new(Eight.AddMinutes(30), Eight.AddMinutes(30))] };
        var late = new PlanJob("late", Spot.At(121.52, 31.2), TimeSpan.FromMinutes(20)) { Windows = [new(Eight.AddHours(4), Eight.AddHours(4))], Tools = toolNeeded ? ["crane"] : [] };
        var instance = InstanceBuilder.Build(new([li], [early, late])
        {
            Depot = new(Spot.At(121.52, 31.2)), Prices = new() { TravelHour = 0, WorkingHour = 60 },
        }).Required();
        var draft = new Draft(instance);
        draft.Lay(0, [0, instance.Call, 1]);
        var before = draft.Cost;
        new CallTidying(instance).Run(draft);
        Assert.Equal(before, draft.Cost);
        return draft.Routes[0].CallAt;
    }
}
