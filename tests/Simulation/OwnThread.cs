using System.Runtime.ExceptionServices;

namespace Dispatch.Tests.Simulation;

/// <summary>Runs work on a thread of its own, as the storm's one thread: test runners share theirs and put things into its context.</summary>
internal static class OwnThread
{
    /// <summary>Runs work to its end.</summary>
    public static T Run<T>(Func<T> work) => Start(work)();

    /// <summary>Starts work; calling the result waits for its end.</summary>
    public static Func<T> Start<T>(Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.UnsafeStart();
        return () =>
        {
            thread.Join();
            failure?.Throw();
            return result!;
        };
    }
}
