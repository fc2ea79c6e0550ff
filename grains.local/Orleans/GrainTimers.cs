using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer whose call backs are turns of the grain that registered it. Disposing it stops it and cancels the call back's token.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets it anew; within its own call back that counts from the end of it.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a grain timer calls back.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Call back after the due time, then each time a period after the last one ended.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this() => (DueTime, Period) = (dueTime, period);

    /// <summary>Time to the first call back; <see cref="Timeout.InfiniteTimeSpan"/> waits for <see cref="IGrainTimer.Change"/>.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of one call back to the next; <see cref="Timeout.InfiniteTimeSpan"/> calls back once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a call back counts as use, so that the activation is not idle.</summary>
    public bool KeepAlive { get; init; }
}
