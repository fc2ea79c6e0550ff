namespace Dispatch.Silo.Clock;

/// <summary>A timer on an <see cref="AcceleratedTime"/>, carried by one of the machine's.</summary>
internal sealed class AcceleratedTimer : ITimer
{
    /// <summary>The machine is asked again at least this often, because its timers do not reach far ahead.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Finest wait that the machine knows.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly AcceleratedTime time;
    private readonly long id;
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly ITimer carrier;
    private long? due;
    private long period;
    private bool disposed;

    public AcceleratedTimer(AcceleratedTime time, long id, TimerCallback callback, object? state)
    {
        (this.time, this.id, this.callback, this.state) = (time, id, callback, state);
        carrier = time.Machine.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        lock (gate)
        {
            if (disposed)
                return false;
            this.period = Math.Max(0, period.Ticks);
            due = dueTime == Timeout.InfiniteTimeSpan ? null : time.GetTimestamp() + dueTime.Ticks;
            time.Note(id, due is null ? null : this);
        }
        Arm();
        return true;
    }

    public void Dispose()
    {
        lock (gate)
            (disposed, due) = (true, null);
        time.Note(id, null);
        carrier.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>Sets the machine's timer for what is left at the present speed.</summary>
    internal void Arm()
    {
        lock (gate)
        {
            if (disposed)
                return;
            carrier.Change(due is { } at ? Wait(at - time.GetTimestamp()) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        lock (gate)
        {
            if (due is not { } at)
                return;
            var now = time.GetTimestamp();
            if (now < at)
            {
                carrier.Change(Wait(at - now), Timeout.InfiniteTimeSpan);
                return;
            }
            // A period finer than the machine's ticks fires once for several.
            due = period is 0 ? null : Math.Max(at + period, now + 1);
            if (due is { } next)
                carrier.Change(Wait(next - now), Timeout.InfiniteTimeSpan);
            else
                time.Note(id, null);
        }
        callback(state);
    }

    /// <summary>Machine time for a stretch of this clock's, in whole ticks of the machine's timers and rounded up: never early.</summary>
    private TimeSpan Wait(long ticks)
    {
        var milliseconds = Math.Ceiling(Math.Max(0, ticks) / time.Speed / Tick.Ticks);
        return milliseconds < LongestWait / Tick ? TimeSpan.FromMilliseconds(milliseconds) : LongestWait;
    }
}
