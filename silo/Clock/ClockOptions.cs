namespace Dispatch.Silo.Clock;

/// <summary>How the clock reads and calls. Spans are the machine's, whatever the speed of the clock that is read.</summary>
public sealed record ClockOptions
{
    /// <summary>Time between two readings of the wake-up index.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How far ahead a reading looks; commits due sooner are heard of directly.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Entities that one reading brings in.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>Wakes under way at once.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>Wait before the second attempt at a wake that failed or changed nothing; doubles with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest wait between two attempts.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the clock runs; a simulation passes its own scheduler.</summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;
}
