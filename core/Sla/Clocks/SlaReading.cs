namespace Dispatch.Sla;

/// <summary>A clock as somebody reads it at an instant.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Used">Time counted so far, as its calendar counts.</param>
/// <param name="Left">Budget left; negative when it is overdrawn.</param>
/// <param name="Proof">Why the deadline is what it is. For a clock that stopped in time: what had counted until then, with no deadline.</param>
public sealed record SlaReading(SlaClock Clock, TimeSpan Used, TimeSpan Left, DueExplanation Proof)
{
    /// <summary>Reads a clock.</summary>
    public static SlaReading Of(SlaClock clock, SlaBook book, DateTimeOffset now)
    {
        var calendar = book.Calendar(clock.Calendar);
        var used = DueCalculation.Used(calendar, clock.StartedAt, clock.EndedAt ?? now, clock.Extending);
        IReadOnlyList<Pause> pauses = clock.EndedAt is { } end ? [.. clock.Extending, new(end, null, SlaClock.Stopped)] : clock.Extending;
        return new(clock, used, clock.Budget - used, DueCalculation.Explain(calendar, clock.StartedAt, clock.Budget, pauses, clock.AtOpening));
    }
}
