namespace Dispatch.Sla;

/// <summary>What a target measures.</summary>
public enum SlaMetric
{
    /// <summary>From opening the ticket to the first reply to the customer; resolving it counts as one.</summary>
    FirstResponse,

    /// <summary>From opening the ticket to resolving it, what the policy pauses left out.</summary>
    Resolution,

    /// <summary>From opening a step of the flow to completing it, for each step anew.</summary>
    Step,

    /// <summary>From the customer's oldest message without an answer to the answer, for each exchange after the first response.</summary>
    NextResponse,

    /// <summary>From one word to the customer to the next, as long as the ticket is open.</summary>
    PeriodicUpdate,

    /// <summary>From planning a visit to the engineer's arrival, for each visit.</summary>
    Arrival,

    /// <summary>From opening the ticket to its last resolution, pauses and the time between resolving and reopening included.</summary>
    TotalResolution,

    /// <summary>While somebody of the company could work on it: neither on hold nor waiting for something outside.</summary>
    AgentWork,

    /// <summary>While the customer waits for the company: all the time but that in which the customer is awaited.</summary>
    RequesterWait,

    /// <summary>While one team has an open step of the ticket, for each stay anew: an agreement between teams (OLA).</summary>
    TeamTime,

    /// <summary>While a supplier is awaited.</summary>
    SupplierTime,
}

/// <summary>What happens to a ticket and may start, stop or restart a clock.</summary>
public enum ClockTrigger
{
    /// <summary>The ticket came in.</summary>
    Opened,

    /// <summary>A person got a step of it.</summary>
    Assigned,

    /// <summary>The company wrote to the customer.</summary>
    Responded,

    /// <summary>The customer wrote.</summary>
    CustomerWrote,

    /// <summary>A visit was planned.</summary>
    VisitPlanned,

    /// <summary>An engineer set out.</summary>
    Departed,

    /// <summary>An engineer arrived on site.</summary>
    Arrived,

    /// <summary>A visit was completed.</summary>
    VisitDone,

    /// <summary>The ticket was reopened.</summary>
    Reopened,
}

/// <summary>How a metric behaves where its target does not say otherwise.</summary>
/// <param name="Starts">What starts a clock.</param>
/// <param name="Stops">What stops it; resolving the ticket always does.</param>
/// <param name="Restarts">What stops it and starts the next one.</param>
/// <param name="PausedBy">What pauses it.</param>
/// <param name="OnReopen">What reopening the ticket does to it; null leaves it stopped.</param>
/// <param name="Repeats">Whether one ticket has several of these clocks, one after the other or side by side.</param>
internal sealed record MetricRules(
    IReadOnlyList<ClockTrigger> Starts, IReadOnlyList<ClockTrigger> Stops, IReadOnlyList<ClockTrigger> Restarts,
    IReadOnlyList<PauseCause> PausedBy, OnReopen? OnReopen = null, bool Repeats = false)
{
    private static readonly IReadOnlyList<PauseCause> Holds = [new HoldPauses()];
    private static readonly Dictionary<SlaMetric, MetricRules> All = new()
    {
        [SlaMetric.FirstResponse] = new([ClockTrigger.Opened], [ClockTrigger.Responded], [], Holds),
        [SlaMetric.Resolution] = new([ClockTrigger.Opened], [], [], Holds, Sla.OnReopen.Resume),
        [SlaMetric.Step] = new([], [], [], Holds, Repeats: true),
        [SlaMetric.NextResponse] = new([ClockTrigger.CustomerWrote], [ClockTrigger.Responded], [], Holds, Repeats: true),
        [SlaMetric.PeriodicUpdate] = new([ClockTrigger.Opened, ClockTrigger.Reopened], [], [ClockTrigger.Responded], Holds, Repeats: true),
        [SlaMetric.Arrival] = new([ClockTrigger.VisitPlanned], [ClockTrigger.Arrived], [], Holds, Repeats: true),
        [SlaMetric.TotalResolution] = new([ClockTrigger.Opened], [], [], [], Sla.OnReopen.Continue),
        [SlaMetric.AgentWork] = new([ClockTrigger.Opened], [], [], [new HoldPauses(), new StatusPauses([StatusCategory.Waiting])], Sla.OnReopen.Resume),
        [SlaMetric.RequesterWait] = new([ClockTrigger.Opened], [], [], [new HoldPauses([HoldReasons.AwaitingCustomer])], Sla.OnReopen.Resume),
        [SlaMetric.TeamTime] = new([], [], [], Holds, Repeats: true),
        [SlaMetric.SupplierTime] = new([ClockTrigger.Opened], [], [], [new UnlessHeld([HoldReasons.AwaitingSupplier])], Sla.OnReopen.Resume),
    };

    /// <summary>The rules of a metric.</summary>
    public static MetricRules Of(SlaMetric metric) => All[metric];
}
