namespace Dispatch.Grains.Local;

/// <summary>Starts work outside the caller's execution context, so that nothing ambient leaks from one grain into another.</summary>
internal static class Unflowed
{
    public static void Start(Action<object?> work, object state, TaskScheduler scheduler)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            Queue(work, state, scheduler);
            return;
        }

        using (ExecutionContext.SuppressFlow())
            Queue(work, state, scheduler);
    }

    private static void Queue(Action<object?> work, object state, TaskScheduler scheduler) =>
        Task.Factory.StartNew(work, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
}
