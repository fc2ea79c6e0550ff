namespace Dispatch.Sla;

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

    /// <summary>Goes on as if it had never stopped: the time in between is counted.</summary>
    Continue,
}

/// <summary>From when a new budget counts that a running clock gets, because priority, tier or policy changed.</summary>
public enum OnChange
{
    /// <summary>From the original start: time used and paused is kept.</summary>
    FromStart,

    /// <summary>From the change: what was used before is kept as used, and the whole new budget follows.</summary>
    FromNow,
}

/// <summary>One promise of a policy.</summary>
/// <param name="Id">Slug, unique within the policy.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Budgets">Time allowed, for each priority.</param>
public sealed record SlaTarget(string Id, SlaMetric Metric, IReadOnlyDictionary<Priority, Budget> Budgets)
{
    /// <summary>Id of <see cref="FlowLimit"/>, which no policy may use.</summary>
    public const string FlowLimitId = "flow-limit";

    /// <summary>The target behind a limit that a flow sets for a step which no policy measures.</summary>
    public static SlaTarget FlowLimit { get; } = new(FlowLimitId, SlaMetric.Step, new Dictionary<Priority, Budget>());

    /// <summary>What the time of this target counts.</summary>
    public BudgetTime Time { get; init; } = BudgetTime.Working;

    /// <summary>Id of the calendar that counts this target's time; null means the policy's.</summary>
    public string? Calendar { get; init; }

    /// <summary>Steps of the flow that a <see cref="SlaMetric.Step"/> target measures; null measures every step.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>Teams that a <see cref="SlaMetric.TeamTime"/> target measures; null measures every team.</summary>
    public IReadOnlyList<string>? Teams { get; init; }

    /// <summary>What starts the clock; null means what the metric says.</summary>
    public IReadOnlyList<ClockTrigger>? Starts { get; init; }

    /// <summary>What stops the clock, besides resolving the ticket; null means what the metric says.</summary>
    public IReadOnlyList<ClockTrigger>? Stops { get; init; }

    /// <summary>What stops the clock and starts it anew; null means what the metric says.</summary>
    public IReadOnlyList<ClockTrigger>? Restarts { get; init; }

    /// <summary>What stops the clock for a while; null means what the metric says, an empty list lets it run through.</summary>
    public IReadOnlyList<PauseCause>? PausedBy { get; init; }

    /// <summary>Whether a pause puts the deadline off. If not, the clock shows the pause and keeps its alerts back until it ends, and the deadline stays.</summary>
    public bool PausesExtend { get; init; } = true;

    /// <summary>What reopening the ticket does to a clock that was met or missed; null means what the metric says.</summary>
    public OnReopen? OnReopen { get; init; }

    /// <summary>From when a new budget counts that the running clock gets.</summary>
    public OnChange OnChange { get; init; }

    /// <summary>Warnings around the deadline.</summary>
    public IReadOnlyList<SlaWarning> Warnings { get; init; } = [];

    /// <summary>Levels around and after the deadline, first level first.</summary>
    public IReadOnlyList<EscalationLevel> Escalation { get; init; } = [];

    private MetricRules Rules => MetricRules.Of(Metric);

    /// <summary>Whether a step of the flow is measured by this target.</summary>
    public bool Measures(string step) => Metric is SlaMetric.Step && (Steps is null || Steps.Contains(step, StringComparer.Ordinal));

    /// <summary>Whether the stay at a team is measured by this target.</summary>
    public bool MeasuresTeam(string team) => Metric is SlaMetric.TeamTime && (Teams is null || Teams.Contains(team, StringComparer.Ordinal));

    /// <summary>Whether one ticket has several of these clocks.</summary>
    internal bool Repeats => Rules.Repeats || RestartsOn is { Count: > 0 };

    internal IReadOnlyList<ClockTrigger> StartsOn => Starts ?? Rules.Starts;

    internal IReadOnlyList<ClockTrigger> StopsOn => Stops ?? Rules.Stops;

    internal IReadOnlyList<ClockTrigger> RestartsOn => Restarts ?? Rules.Restarts;

    /// <summary>What reopening does; null leaves the clock stopped.</summary>
    internal OnReopen? ReopensAs => Rules.OnReopen is null ? null : OnReopen ?? Rules.OnReopen;

    /// <summary>Code of the reason why the clock pauses as the ticket stands; null when it runs.</summary>
    public string? PauseReasonIn(SlaSituation situation)
    {
        foreach (var cause in PausedBy ?? Rules.PausedBy)
            if (cause.ReasonIn(situation) is { } reason)
                return reason;
        return null;
    }
}
