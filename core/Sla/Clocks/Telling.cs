namespace Dispatch.Sla;

/// <summary>Whether people who have not heard yet of what a clock came to should still be told.</summary>
public static class Telling
{
    /// <summary>Whether the milestone stands, and the clock is open and counts, or is too late already.</summary>
    /// <param name="index">Place in the target's list of that kind, from 0.</param>
    public static bool StillTells(this SlaClock clock, MilestoneKind kind, int index) =>
        clock is { State: SlaClockState.Running } or { State: SlaClockState.Paused, BreachedAt: not null }
        && (clock.Reached & Milestones.Bit(kind, index)) is not 0;
}
