using Xunit.Abstractions;

namespace Dispatch.Tests.Simulation;

/// <summary>Whatever breaks, nothing that was promised is lost, doubled, early or late.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Days = 1;
    private const int Mornings = 24;

    [Fact]
    public void Days_of_five_thousand_tickets_and_mornings_of_two_hundred_keep_every_promise() => SideBySide.Run(
        [.. Enumerable.Range(1, Days).Select(StormPlan.Day), .. Enumerable.Range(1, Mornings).Select(StormPlan.Morning)],
        report => output.WriteLine($"{report}"));
}
