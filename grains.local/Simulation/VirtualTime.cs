namespace Dispatch.Grains.Local.Simulation;

/// <summary>A clock that moves only when told to. Timers fire in order of the instant they are due, and of when they were set where that is equal.</summary>
/// <param name="start">What the clock shows first.</param>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Setting)> settings = new();
    private long now = start.UtcTicks;
    private long set;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>When the next timer is due, or null when none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
                return TryPeek(out _, out var due) ? new DateTimeOffset(due, TimeSpan.Zero) : null;
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref now), TimeSpan.Zero);

    /// <inheritdoc />
    public override long GetTimestamp() => Volatile.Read(ref now);

    /// <summary>Moves on by a span, firing the timers due on the way.</summary>
    public void Advance(TimeSpan span) => AdvanceTo(GetUtcNow() + span);

    /// <summary>Moves on to an instant, firing on this thread the timers due until then, each at its own instant.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (TryTakeDue(instant) is { } fire)
            fire();
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to the next timer due until an instant and returns what it fires; with none left moves to that instant and returns null. Never moves back.</summary>
    internal Action? TryTakeDue(DateTimeOffset until)
    {
        lock (gate)
        {
            if (TryPeek(out var timer, out var due) && due <= until.UtcTicks)
            {
                settings.Dequeue();
                now = Math.Max(now, due);
                return timer!.Take(due);
            }

            now = Math.Max(now, until.UtcTicks);
            return null;
        }
    }

    // A timer set anew leaves its old entry in the queue; entries that are no longer the timer's own are skipped here.
    private bool TryPeek(out VirtualTimer? timer, out long due)
    {
        while (settings.TryPeek(out timer, out var entry))
        {
            due = entry.Due;
            if (timer.Setting == entry.Setting)
                return true;
            settings.Dequeue();
        }

        due = 0;
        return false;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private long periodTicks;
        private bool disposed;

        /// <summary>Number of the setting that counts; 0 when the timer is not set.</summary>
        public long Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Validate(dueTime);
            Validate(period);
            lock (time.gate)
            {
                if (disposed)
                    return false;
                periodTicks = period <= TimeSpan.Zero ? 0 : period.Ticks;
                Set(dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime.Ticks);
                return true;
            }
        }

        public Action Take(long due)
        {
            Set(periodTicks is 0 ? null : due + periodTicks);
            return () => callback(state);
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                disposed = true;
                Setting = 0;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private static void Validate(TimeSpan span) =>
            ArgumentOutOfRangeException.ThrowIfLessThan(span, Timeout.InfiniteTimeSpan);

        private void Set(long? due)
        {
            Setting = due is null ? 0 : ++time.set;
            if (due is { } instant)
                time.settings.Enqueue(this, (instant, Setting));
        }
    }
}
