using System.Diagnostics;

namespace Dispatch.Tests.Simulation;

/// <summary>Runs storms side by side, two at a time and each on one thread from begin to end.</summary>
internal static class SideBySide
{
    private const int Threads = 2;

    /// <summary>Runs storms in their order and hands each report over as it comes; the first that is not clean ends everything.</summary>
    /// <param name="least">Storms that run in any case.</param>
    /// <param name="budget">After this long no further one begins.</param>
    public static void Run(IReadOnlyList<StormPlan> plans, int least, TimeSpan budget, Action<StormReport> say)
    {
        var (started, next, stop) = (Stopwatch.GetTimestamp(), 0, false);
        var lines = Enumerable.Range(0, Threads).Select(_ => OwnThread.Start(Line)).ToList();
        lines.ForEach(wait => wait());

        bool Line()
        {
            while (!Volatile.Read(ref stop) && Interlocked.Increment(ref next) is var taken && taken <= plans.Count
                && (taken <= least || Stopwatch.GetElapsedTime(started) < budget))
            {
                var report = Storm.Run(plans[taken - 1]);
                lock (plans)
                    say(report);
                if (report.Flaws.Count > 0)
                    Volatile.Write(ref stop, true);
                report.MustBeClean();
            }
            return true;
        }
    }
}
