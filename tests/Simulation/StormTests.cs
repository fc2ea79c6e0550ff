using Xunit.Abstractions;

namespace Dispatch.Tests.Simulation;

/// <summary>Whatever breaks, nothing that was promised is lost, doubled, early or late.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Days = 5;
    private const int MorningsForEach = 39;
    private const int Least = 21;
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);

    /// <summary>Set to <c>all</c>, this runs the whole campaign however long it takes, as continuous integration does.</summary>
    private const string Variable = "DISPATCH_STORMS";

    [Fact]
    public void Days_of_five_thousand_tickets_and_mornings_of_two_hundred_keep_every_promise()
    {
        var all = Environment.GetEnvironmentVariable(Variable) is "all" || Environment.GetEnvironmentVariable("CI") is "true";
        var (days, mornings) = (0, 0);
        SideBySide.Run(Campaign(), all ? int.MaxValue : Least, Budget, report =>
        {
            (days, mornings) = report.Tickets > 1_000 ? (days + 1, mornings) : (days, mornings + 1);
            output.WriteLine($"{report}");
        });
        output.WriteLine($"{days} days and {mornings} mornings; {Variable}=all runs {Days} and {Days * MorningsForEach}.");
    }

    /// <summary>A day and its mornings, then the next day and its own, so that a campaign cut short has some of both.</summary>
    private static List<StormPlan> Campaign() =>
    [
        .. from day in Enumerable.Range(1, Days)
           from plan in Enumerable.Range(1 + (day - 1) * MorningsForEach, MorningsForEach).Select(StormPlan.Morning).Prepend(StormPlan.Day(day))
           select plan,
    ];
}
