using Dispatch.Sla;

namespace Dispatch.Tests.Core.Sla;

public sealed class TellingTests
{
    [Theory]
    [InlineData(SlaClockState.Running, false, true)]
    [InlineData(SlaClockState.Running, true, true)]
    [InlineData(SlaClockState.Paused, false, false)]
    [InlineData(SlaClockState.Paused, true, true)]
    [InlineData(SlaClockState.Met, false, false)]
    [InlineData(SlaClockState.Missed, true, false)]
    [InlineData(SlaClockState.Withdrawn, false, false)]
    public void People_are_still_told_of_a_clock_that_counts_or_is_too_late(SlaClockState state, bool breached, bool told)
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        // The second warning and the second level were reached, the first of each passed over.
        var clock = new SlaClock("resolution", "resolution", SlaMetric.Resolution, at, TimeSpan.FromHours(1)) { State = state, BreachedAt = breached ? at : null, Reached = 1 << 1 | 1 << 22 };
        Assert.Equal((told, told), (clock.StillTells(MilestoneKind.Warning, 1), clock.StillTells(MilestoneKind.Level, 1)));
        Assert.Equal((false, false), (clock.StillTells(MilestoneKind.Warning, 0), clock.StillTells(MilestoneKind.Level, 0)));
    }
}
