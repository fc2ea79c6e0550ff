using Xunit.Abstractions;

namespace Dispatch.Tests.Simulation;

/// <summary>Whatever breaks, nothing that was promised is lost, doubled, early or late.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    [Fact]
    public void Thirty_mornings_of_two_hundred_tickets_keep_every_promise() =>
        SideBySide.Run([.. Enumerable.Range(1, 30).Select(StormPlan.Morning)], report => output.WriteLine($"{report}"));
}
