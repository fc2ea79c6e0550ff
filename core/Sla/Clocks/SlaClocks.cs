using System.Text.Json.Serialization;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>All clocks of one ticket.</summary>
/// <param name="Clocks">Clocks in the order they first started.</param>
public sealed record SlaClocks(IReadOnlyList<SlaClock> Clocks)
{
    /// <summary>Policy and version; null when no policy is for the ticket.</summary>
    public DocumentRef? Policy { get; init; }

    /// <summary>Calendar and version of the policy; null when it names none.</summary>
    public DocumentRef? Calendar { get; init; }

    /// <summary>Stopped step clocks that are kept; the journal keeps them all.</summary>
    public const int StoppedStepsKept = 6;

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
        TargetStarted e => Started(e),
        ClockHappening e => this with { Clocks = [.. Clocks.Select(clock => clock.Key == e.Clock ? clock.Apply(e) : clock)] },
        _ => throw new NotSupportedException($"{happening.GetType().Name} has no Apply."),
    };

    private SlaClocks Started(TargetStarted e)
    {
        var clock = new SlaClock(e.Clock, e.Target, e.Metric, e.At, e.Budget)
        {
            Policy = e.Target is SlaTarget.FlowLimitId ? null : Policy,
            Step = e.Step,
            Calendar = e.Calendar,
            DueAt = e.DueAt,
            Next = e.Next,
            OwnLimit = e.OwnLimit,
            RunsOnHold = e.RunsOnHold,
        };
        if (Clocks.Any(each => each.Key == e.Clock))
            return this with { Clocks = [.. Clocks.Select(each => each.Key == e.Clock ? clock : each)] };
        var stopped = Clocks.Where(each => each is { Metric: SlaMetric.Step, IsOpen: false }).ToList();
        var oldest = stopped.Count >= StoppedStepsKept ? stopped[0] : null;
        return this with { Clocks = [.. Clocks.Where(each => !ReferenceEquals(each, oldest)), clock] };
    }
}
