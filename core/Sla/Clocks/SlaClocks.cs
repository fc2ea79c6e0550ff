using System.Text.Json.Serialization;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>All clocks of one ticket.</summary>
/// <param name="Clocks">Clocks in the order they first started.</param>
[JsonConverter(typeof(SlaClocksJsonConverter))]
public sealed record SlaClocks(IReadOnlyList<SlaClock> Clocks)
{
    /// <summary>Policy and version; null when no policy is for the ticket.</summary>
    public DocumentRef? Policy { get; init; }

    /// <summary>What counts working time under the policy; null when it names no calendar.</summary>
    public CalendarRef? Calendar { get; init; }

    /// <summary>Stopped clocks that are kept of targets that repeat, besides the worst of each target, and of policies that were replaced; the journal keeps them all.</summary>
    public const int StoppedKept = 6;

    /// <summary>Clocks that are kept in all, as long as they are open or something may go back to them.</summary>
    private const int Most = 10;

    /// <summary>A ticket without clocks.</summary>
    public static SlaClocks None { get; } = new([]);

    /// <summary>The earliest instant at which <see cref="SlaDecisions.Wake"/> has something to say; null when nothing is awaited.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextWake => Clocks.Min(clock => clock.Next?.At);

    /// <summary>The open clock whose deadline is nearest, breached ones included; null when none has a deadline.</summary>
    [JsonIgnore]
    public SlaClock? NearestDue => Clocks.Where(clock => clock is { IsOpen: true, DueAt: not null }).MinBy(clock => clock.DueAt);

    /// <summary>Whether any deadline of the ticket passed.</summary>
    [JsonIgnore]
    public bool Breached => Clocks.Any(clock => clock.BreachedAt is not null);

    /// <summary>Highest escalation level reached by a clock that is still open, 0 when none.</summary>
    [JsonIgnore]
    public int Level => Clocks.Where(clock => clock.IsOpen).Select(clock => clock.Level).DefaultIfEmpty().Max();

    /// <summary>The clocks after something happened.</summary>
    public SlaClocks Apply(SlaHappening happening) => happening switch
    {
        PolicyChosen e => this with { Policy = e.Policy, Calendar = e.Calendar },
        PolicyReplaced e => this with { Policy = e.Policy, Calendar = e.Calendar },
        TargetStarted e => Started(e),
        ClockHappening e => this with { Clocks = [.. Clocks.Select(clock => clock.Key == e.Clock ? clock.Apply(e) : clock)] },
        _ => throw new NotSupportedException($"{happening.GetType().Name} has no Apply."),
    };

    /// <summary>The stopped clock of a target that came out worst; null while none has stopped.</summary>
    public SlaClock? WorstOf(string target) => Clocks.Where(clock => clock.Target == target && clock.State is SlaClockState.Met or SlaClockState.Missed).MinBy(clock => clock.Margin);

    private SlaClocks Started(TargetStarted e)
    {
        var clock = new SlaClock(e.Clock, e.Target, e.Metric, e.At, e.Budget)
        {
            Policy = e.Target is SlaTarget.FlowLimitId ? null : Policy,
            Step = e.Step,
            Subject = e.Subject,
            Calendar = e.Calendar,
            DueAt = e.DueAt,
            AtOpening = e.AtOpening,
            Fixed = e.Fixed,
            Pauses = e.Pauses ?? [],
            Reached = e.Reached,
            Next = e.Next,
            OwnLimit = e.OwnLimit,
            RunsOnHold = e.RunsOnHold,
        };
        if (Clocks.Any(each => each.Key == e.Clock))
            return this with { Clocks = [.. Clocks.Select(each => each.Key == e.Clock ? clock : each)] };
        return this with { Clocks = [.. Trimmed(), clock] };
    }

    /// <summary>The clocks without the oldest stopped ones that nothing goes back to, so that there is room for one more. What came out worst stays.</summary>
    private IEnumerable<SlaClock> Trimmed()
    {
        var stopped = Clocks.Where(clock => !clock.IsOpen && (clock.Repeats || (clock.Policy is not null && clock.Policy.Id != Policy?.Id))).ToList();
        var tooMany = Math.Max(stopped.Count - (StoppedKept - 1), Clocks.Count + 1 - Most);
        var surplus = stopped.Take(tooMany).Where(clock => clock.Metric is SlaMetric.Step || !(ReferenceEquals(WorstOf(clock.Target), clock) || IsLast(clock))).ToList();
        return Clocks.Where(clock => !surplus.Exists(each => ReferenceEquals(each, clock)));

        // The last clock of a target numbers the next.
        bool IsLast(SlaClock clock) => clock.Repeats && ReferenceEquals(Clocks.Last(each => each.Target == clock.Target), clock);
    }
}
