using System.Diagnostics;

namespace Dispatch.Bench;

/// <summary>What processes of this machine cost, summed.</summary>
internal sealed class MeasuredProcesses(params IEnumerable<int> ids) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process[] processes = [.. ids.Select(id => Process.GetProcessById(id))];

    /// <summary>Processor time they have used so far.</summary>
    public TimeSpan Used => processes.Aggregate(TimeSpan.Zero, (used, process) => used + UsedBy(process));

    /// <summary>Processors that they keep busy on average for a while.</summary>
    public async Task<double> Busy(TimeSpan span)
    {
        var (before, started) = (Used, Stopwatch.GetTimestamp());
        await Task.Delay(span);
        return (Used - before) / Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Waits until they have nothing left to do.</summary>
    /// <param name="processors">They keep fewer than so many processors busy then.</param>
    /// <returns>How long they still worked.</returns>
    public Task<TimeSpan> BecomeIdle(double processors) => BecomeIdle(processors, Patience);

    /// <inheritdoc cref="BecomeIdle(double)" />
    /// <param name="processors">They keep fewer than so many processors busy then.</param>
    /// <param name="patience">How long they may work at most.</param>
    public async Task<TimeSpan> BecomeIdle(double processors, TimeSpan patience)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience;)
        {
            var asked = watch.Elapsed;
            if (await Busy(Look) < processors)
                return asked;
        }
        throw new InvalidOperationException($"What is measured still works after {patience}.");
    }

    public void Dispose()
    {
        foreach (var process in processes)
            process.Dispose();
    }

    private static TimeSpan UsedBy(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}
