using Orleans.Runtime;

namespace Dispatch.Grains.Local;

/// <summary>A chain of awaited calls came back to a grain that is in it: it would wait for itself until the timeout.</summary>
/// <param name="cycle">The chain from that grain back to it, as <c>ticket/1.Open → team/a.Enqueue → ticket/1.Handle</c>.</param>
public sealed class GrainCallCycleException(string cycle)
    : OrleansException($"A cycle of awaited calls: {cycle}. Make the last one a reaction: not awaited, started with the flow of the execution context suppressed.")
{
    /// <summary>The chain of calls.</summary>
    public string Cycle { get; } = cycle;
}
