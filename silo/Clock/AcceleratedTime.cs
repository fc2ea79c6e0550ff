namespace Dispatch.Silo.Clock;

/// <summary>A clock that starts at an instant of its own and runs so many times as fast as the machine's: instants, timestamps and timers alike.</summary>
/// <remarks>It never goes backwards, and a timer never fires early; how exactly it fires is the machine's millisecond times the speed.</remarks>
public sealed class AcceleratedTime : TimeProvider, IPacedTime
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, AcceleratedTimer> armed = [];
    private volatile Pace pace;
    private long timers;

    /// <summary>A clock that runs from now on.</summary>
    /// <param name="machine">The machine's own clock.</param>
    /// <param name="start">What the clock shows first.</param>
    /// <param name="speed">Seconds that pass on it in one of the machine's; more than 0.</param>
    public AcceleratedTime(TimeProvider machine, DateTimeOffset start, double speed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        (Machine, pace) = (machine, new(start.UtcTicks, machine.GetTimestamp(), speed));
    }

    /// <inheritdoc />
    public TimeProvider Machine { get; }

    /// <inheritdoc />
    public double Speed => pace.Speed;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    /// <inheritdoc />
    public override long GetTimestamp() => pace.TicksAt(Machine);

    /// <summary>Runs at another speed from now on. Timers keep the instant at which they are due.</summary>
    public void RunAt(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        List<AcceleratedTimer> running;
        lock (gate)
        {
            var at = Machine.GetTimestamp();
            pace = new(pace.TicksAt(Machine, at), at, speed);
            running = [.. armed.Values];
        }
        running.ForEach(timer => timer.Arm());
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new AcceleratedTimer(this, Interlocked.Increment(ref timers), callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Remembers that a timer is set, or no longer is.</summary>
    internal void Note(long id, AcceleratedTimer? timer)
    {
        lock (gate)
        {
            if (timer is null)
                armed.Remove(id);
            else
                armed[id] = timer;
        }
    }

    /// <summary>One stretch of constant speed.</summary>
    private sealed record Pace(long Ticks, long MachineTimestamp, double Speed)
    {
        public long TicksAt(TimeProvider machine) => TicksAt(machine, machine.GetTimestamp());

        public long TicksAt(TimeProvider machine, long timestamp) =>
            Ticks + (long)(machine.GetElapsedTime(MachineTimestamp, timestamp).Ticks * Speed);
    }
}
