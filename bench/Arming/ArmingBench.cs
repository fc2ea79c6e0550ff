using System.Diagnostics;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>What arming clocks and cancelling them took.</summary>
/// <param name="Rate">Clocks armed and cancelled again per second, by all callers together.</param>
/// <param name="P50">Milliseconds that a caller waited for both.</param>
/// <param name="P99">The same, of the slowest hundredth.</param>
internal sealed record ArmingFigures(double Rate, double P50, double P99);

/// <summary>One round, each in turn.</summary>
internal sealed record ArmingRound(ArmingFigures Quartz, ArmingFigures Clocks, ArmingFigures Commands);

/// <summary>Clocks and Quartz's triggers under the same callers, in turn, each in a database of its own of the same PostgreSQL server.</summary>
/// <param name="callers">Callers at once, each of whom waits until his own is durable.</param>
internal sealed class ArmingBench(PostgresServer server, int callers, TimeSpan span)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>Rounds of all three; the first warms up and does not count.</summary>
    public async Task<IReadOnlyList<ArmingRound>> Run(int rounds)
    {
        await using var quartz = await QuartzTriggers.Open(server.CreateDatabase());
        using var clocks = await TicketClocks.Open(server.CreateDatabase(), callers);
        var measured = new List<ArmingRound>();
        for (var round = 0; round <= rounds; round++)
        {
            var figures = new ArmingRound(
                await Measure((_, at) => quartz.ArmAndCancel(at)), await Measure(clocks.ArmAndCancel), await Measure(clocks.ArmAndCancelByCommands));
            Console.WriteLine($"{callers} callers, round {round}: {figures}");
            if (round > 0)
                measured.Add(figures);
        }
        return measured;
    }

    private async Task<ArmingFigures> Measure(Func<int, DateTimeOffset, Task> armAndCancel)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var taken = new List<double>();
            while (watch.Elapsed < span)
            {
                var started = Stopwatch.GetTimestamp();
                await armAndCancel(caller, TimeProvider.System.GetUtcNow() + Ahead);
                taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            return taken;
        })));
        var elapsed = watch.Elapsed;
        double[] waits = [.. all.SelectMany(taken => taken)];
        return new(waits.Length / elapsed.TotalSeconds, PostsBench.Quantile(waits, 0.5), PostsBench.Quantile(waits, 0.99));
    }
}
