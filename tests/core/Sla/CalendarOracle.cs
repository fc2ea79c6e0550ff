using System.Collections.Concurrent;
using Dispatch.Sla;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Compares deadlines with the oracle, seed by seed, on all processors.</summary>
internal static class CalendarOracle
{
    /// <summary>Seeds whose deadline differs from the oracle's, in order.</summary>
    public static IReadOnlyList<int> Mismatches(int first, int count)
    {
        var found = new ConcurrentBag<int>();
        Parallel.For(first, first + count, seed =>
        {
            if (!Agrees(CalendarScenario.Of(seed)))
                found.Add(seed);
        });
        return [.. found.Order()];
    }

    private static bool Agrees(CalendarScenario s)
    {
        var due = DueCalculation.Due(s.Calendar, s.Start, s.Budget, DueCalculation.Tidy(s.Pauses));
        var (counted, at) = MinuteByMinute.Due(s);
        return counted ? due == at : due > at;
    }
}
