namespace Dispatch.Tests.Simulation;

/// <summary>Runs storms side by side, two at a time and each on one thread from begin to end.</summary>
internal static class SideBySide
{
    private const int Threads = 2;

    /// <summary>Runs all and hands each report over as it comes; the first that is not clean ends everything.</summary>
    public static void Run(IReadOnlyList<StormPlan> plans, Action<StormReport> say)
    {
        var next = 0;
        var stop = false;
        var lines = Enumerable.Range(0, Threads).Select(_ => OwnThread.Start(Line)).ToList();
        lines.ForEach(wait => wait());

        bool Line()
        {
            while (!Volatile.Read(ref stop) && Interlocked.Increment(ref next) is var taken && taken <= plans.Count)
            {
                var report = Storm.Run(plans[taken - 1]);
                lock (plans)
                    say(report);
                Volatile.Write(ref stop, report.Flaws.Count > 0 || stop);
                report.MustBeClean();
            }
            return true;
        }
    }
}
