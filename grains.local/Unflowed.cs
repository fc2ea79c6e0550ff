namespace Dispatch.Grains.Local;

/// <summary>Starts work outside the caller's execution context, so that nothing ambient leaks from one grain into another.</summary>
internal static class Unflowed
{
    public static void Start(Action<object?> work, object state, TaskScheduler scheduler)
    {
        using var flow = Suppress();
        Task.Factory.StartNew(work, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
    }

    /// <summary>A timer that is not set yet.</summary>
    public static ITimer CreateTimer(TimeProvider time, TimerCallback callback, object? state)
    {
        using var flow = Suppress();
        return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Undoing the default value does nothing.
    private static AsyncFlowControl Suppress() => ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
}
