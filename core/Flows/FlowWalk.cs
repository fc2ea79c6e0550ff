using System.Globalization;
using Dispatch.Fields;

namespace Dispatch.Flows;

/// <summary>One walk through the automatic steps of a flow, until every path stands at an open step or at the end.</summary>
/// <remarks>The state is only ever changed by applying a happening, so that folding the happenings gives the same state.</remarks>
internal sealed class FlowWalk(Flow flow, FlowState state, IFieldSource fields)
{
    private readonly List<FlowHappening> happenings = [];
    private FlowState state = state;

    public FlowWalk Note(FlowHappening happening)
    {
        happenings.Add(happening);
        state = state.Apply(happening);
        return this;
    }

    public FlowAdvance Advance() => new(state, happenings);

    /// <summary>A valid flow has no loop of automatic steps, so this ends.</summary>
    public FlowWalk Enter(string id, string? fork) => flow[id] switch
    {
        OpenableStep step => Note(new StepOpened(Number('s', state.Opened), step.Id, step.Kind, fork)),
        DecisionStep decision => Decide(decision, fork),
        ParallelStep parallel => Split(parallel, fork),
        JoinStep join => Arrive(join, fork),
        EndStep end => End(end),
        var step => throw new NotSupportedException($"{step.GetType().Name} cannot be entered."),
    };

    private FlowWalk Decide(DecisionStep decision, string? fork)
    {
        var branch = flow.FirstBranchThatHolds(decision, fields);
        var next = branch is { } index ? decision.Branches[index].Next : decision.Otherwise!;
        return Note(new BranchTaken(decision.Id, branch, next)).Enter(next, fork);
    }

    private FlowWalk Split(ParallelStep parallel, string? parent)
    {
        var fork = Number('f', state.Forked);
        Note(new BranchesStarted(fork, parallel.Id, parallel.Join, parallel.Branches.Count, parent));
        foreach (var branch in parallel.Branches)
            Enter(branch, fork);
        return this;
    }

    private FlowWalk Arrive(JoinStep join, string? forkId)
    {
        var fork = state.Forks.Find(open => open.Id == forkId && open.Join == join.Id)
            ?? throw new InvalidOperationException($"A path came to the join {join.Id} outside its fork.");
        Note(new BranchArrived(fork.Id, join.Id));
        return fork.Arrived + 1 < fork.Branches
            ? this
            : Note(new JoinReached(fork.Id, join.Id)).Enter(join.Next, fork.Parent);
    }

    private FlowWalk End(EndStep end) => state.Open.IsEmpty && state.Forks.IsEmpty
        ? Note(new FlowEnded(end.Id, end.Resolution))
        : throw new InvalidOperationException($"The flow came to its end {end.Id} with steps still open.");

    private static string Number(char prefix, int before) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{before + 1}");
}
