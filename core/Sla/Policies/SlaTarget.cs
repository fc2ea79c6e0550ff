using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>What a target measures.</summary>
public enum SlaMetric
{
    /// <summary>From opening the ticket to the first reply to the customer; resolving it counts as one.</summary>
    FirstResponse,

    /// <summary>From opening the ticket to resolving it.</summary>
    Resolution,

    /// <summary>From opening a step of the flow to completing it, for each step anew.</summary>
    Step,
}

/// <summary>What a budget counts.</summary>
public enum BudgetTime
{
    /// <summary>Working time of the policy's calendar.</summary>
    Working,

    /// <summary>All time, day and night.</summary>
    Elapsed,
}

/// <summary>What a clock that has stopped does when the ticket is reopened.</summary>
public enum OnReopen
{
    /// <summary>Goes on with the time already used; the time in between is not counted.</summary>
    Resume,

    /// <summary>Starts anew with the whole budget.</summary>
    Restart,
}

/// <summary>One promise of a policy.</summary>
/// <param name="Id">Slug, unique within the policy.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Budgets">Minutes allowed, for each priority.</param>
public sealed record SlaTarget(string Id, SlaMetric Metric, IReadOnlyDictionary<Priority, int> Budgets)
{
    /// <summary>Id of <see cref="FlowLimit"/>, which no policy may use.</summary>
    public const string FlowLimitId = "flow-limit";

    /// <summary>The target behind a limit that a flow sets for a step which no policy measures.</summary>
    public static SlaTarget FlowLimit { get; } = new(FlowLimitId, SlaMetric.Step, new Dictionary<Priority, int>());

    /// <summary>What the minutes of this target count.</summary>
    public BudgetTime Time { get; init; } = BudgetTime.Working;

    /// <summary>Steps of the flow that a <see cref="SlaMetric.Step"/> target measures; null measures every step.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>What stops the clock for a while; none lets it run through.</summary>
    public IReadOnlyList<PauseCause> PausedBy { get; init; } = [new HoldPauses()];

    /// <summary>What reopening the ticket does to a clock that was met or missed.</summary>
    public OnReopen OnReopen { get; init; } = OnReopen.Resume;

    /// <summary>Warnings before the deadline.</summary>
    public IReadOnlyList<SlaWarning> Warnings { get; init; } = [];

    /// <summary>Levels around and after the deadline, first level first.</summary>
    public IReadOnlyList<EscalationLevel> Escalation { get; init; } = [];

    /// <summary>Whether a step of the flow is measured by this target.</summary>
    public bool Measures(string step) => Metric is SlaMetric.Step && (Steps is null || Steps.Contains(step, StringComparer.Ordinal));

    /// <summary>The budget for a priority.</summary>
    public TimeSpan Budget(Priority priority) => TimeSpan.FromMinutes(Budgets[priority]);

    /// <summary>Whether a hold for a reason pauses the clock.</summary>
    public bool IsPausedBy(string holdReason) => PausedBy.Any(cause => cause.Covers(holdReason));
}

/// <summary>Something that pauses a clock.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HoldPauses), "hold")]
public abstract record PauseCause
{
    /// <summary>Whether a hold for a reason is meant.</summary>
    public abstract bool Covers(string holdReason);
}

/// <summary>A ticket put on hold pauses the clock.</summary>
/// <param name="Reasons">Codes of the reasons that do; null means every reason.</param>
public sealed record HoldPauses(IReadOnlyList<string>? Reasons = null) : PauseCause
{
    /// <inheritdoc />
    public override bool Covers(string holdReason) => Reasons is null || Reasons.Contains(holdReason, StringComparer.Ordinal);
}
