using System.Collections.Immutable;

namespace Dispatch.Flows;

/// <summary>Where a flow stands.</summary>
public enum FlowPhase
{
    /// <summary>Not entered yet.</summary>
    NotStarted,

    /// <summary>At least one step is open.</summary>
    Running,

    /// <summary>An end was reached.</summary>
    Ended,

    /// <summary>Stopped before its end.</summary>
    Cancelled,
}

/// <summary>The state of one running flow: small, serialisable, the fold of its happenings.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Open">Open steps, in the order they opened.</param>
/// <param name="Forks">Forks whose join has not been reached, in the order they started.</param>
/// <param name="Opened">How many steps were ever opened: numbers the next one.</param>
/// <param name="Forked">How many forks were ever started: numbers the next one.</param>
/// <param name="Resolution">How it ended; null before.</param>
public sealed record FlowState(
    FlowPhase Phase, ImmutableList<OpenStep> Open, ImmutableList<OpenFork> Forks, int Opened, int Forked, string? Resolution = null)
{
    /// <summary>A flow that was not entered yet.</summary>
    public static FlowState NotStarted { get; } = new(FlowPhase.NotStarted, [], [], 0, 0);

    /// <summary>The open step of this instance id, or null.</summary>
    public OpenStep? Find(string instance) => Open.Find(step => step.Instance == instance);

    /// <summary>The state after several happenings.</summary>
    public FlowState Apply(IEnumerable<FlowHappening> happenings) => happenings.Aggregate(this, (state, happening) => state.Apply(happening));

    /// <summary>The state after one happening.</summary>
    public FlowState Apply(FlowHappening happening) => happening switch
    {
        FlowStarted => this with { Phase = FlowPhase.Running, Resolution = null },
        StepOpened e => this with { Open = Open.Add(new(e.Instance, e.Step, e.Kind, e.Fork)), Opened = Opened + 1 },
        StepCompleted e => Without(e.Instance),
        StepOverdue e => this with { Open = Open.ConvertAll(step => step.Instance == e.Instance ? step with { Overdue = true } : step) },
        StepWithdrawn e => Without(e.Instance),
        BranchTaken => this,
        BranchesStarted e => this with { Forks = Forks.Add(new(e.Fork, e.Parallel, e.Join, e.Branches, e.Parent)), Forked = Forked + 1 },
        BranchArrived e => this with { Forks = Forks.ConvertAll(fork => fork.Id == e.Fork ? fork with { Arrived = fork.Arrived + 1 } : fork) },
        JoinReached e => this with { Forks = Forks.RemoveAll(fork => fork.Id == e.Fork) },
        FlowEnded e => this with { Phase = FlowPhase.Ended, Resolution = e.Resolution },
        FlowCancelled => this with { Phase = FlowPhase.Cancelled, Forks = [] },
        _ => throw new NotSupportedException($"{happening.GetType().Name} has no Apply."),
    };

    private FlowState Without(string instance) => this with { Open = Open.RemoveAll(step => step.Instance == instance) };
}

/// <summary>One open step.</summary>
/// <param name="Instance">Id within the ticket: s1, s2 …</param>
/// <param name="Step">Id in the flow.</param>
/// <param name="Kind">Team, visit or wait.</param>
/// <param name="Fork">The fork whose branch it belongs to, or null.</param>
/// <param name="Overdue">Whether its limit has passed.</param>
public sealed record OpenStep(string Instance, string Step, StepKind Kind, string? Fork = null, bool Overdue = false);

/// <summary>Branches running side by side.</summary>
/// <param name="Id">Id within the ticket: f1, f2 …</param>
/// <param name="Parallel">Id of the parallel step.</param>
/// <param name="Join">Id of the join.</param>
/// <param name="Branches">How many branches there are.</param>
/// <param name="Parent">The fork within which it runs, or null.</param>
/// <param name="Arrived">How many branches have come to the join.</param>
public sealed record OpenFork(string Id, string Parallel, string Join, int Branches, string? Parent = null, int Arrived = 0);
