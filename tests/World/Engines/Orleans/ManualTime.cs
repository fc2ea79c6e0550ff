using Dispatch.Grains.Local.Simulation;

namespace Dispatch.Tests.World;

/// <summary>The business's clock of a world on Orleans: it moves when told to, while the machine's runs as ever.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider, IPacedTime
{
    private readonly VirtualTime time = new(start);
    private readonly Lock gate = new();
    private readonly List<Again> overdue = [];

    /// <inheritdoc />
    public TimeProvider Machine => System;

    /// <inheritdoc />
    public double Speed => 1;

    /// <summary>When the next timer is due, or null when none is set.</summary>
    public DateTimeOffset? NextDue => time.NextDue;

    /// <inheritdoc />
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    /// <summary>The same clock for timers of grains: what repeats, to tidy, does so when the clock moves anyway, and does not make it stop.</summary>
    public TimeProvider OfGrains => new GrainTime(this);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <inheritdoc />
    public override long GetTimestamp() => time.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves on to an instant; timers due until then fire on this thread.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        time.AdvanceTo(instant);
        List<Again> due;
        lock (gate)
        {
            due = overdue.FindAll(each => each.DueAt <= instant);
            overdue.RemoveAll(due.Contains);
        }
        due.ForEach(each => each.Fire());
    }

    private sealed class GrainTime(ManualTime manual) : TimeProvider
    {
        public override long TimestampFrequency => manual.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => manual.GetUtcNow();

        public override long GetTimestamp() => manual.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new GrainTimer(manual, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }

    /// <summary>Orleans sets a timer anew after each tick: the first is a step of the clock, the others are not.</summary>
    private sealed class GrainTimer : ITimer
    {
        private readonly ManualTime manual;
        private readonly ITimer first;
        private readonly Again again;
        private bool ticked;

        public GrainTimer(ManualTime manual, TimerCallback callback, object? state)
        {
            this.manual = manual;
            again = new(() => callback(state));
            first = manual.time.CreateTimer(
                _ =>
                {
                    ticked = true;
                    callback(state);
                },
                null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (!ticked)
                return first.Change(dueTime, Timeout.InfiniteTimeSpan);
            lock (manual.gate)
            {
                manual.overdue.Remove(again);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                again.DueAt = manual.GetUtcNow() + dueTime;
                manual.overdue.Add(again);
            }
            return true;
        }

        public void Dispose()
        {
            first.Dispose();
            lock (manual.gate)
                manual.overdue.Remove(again);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }

    private sealed class Again(Action fire)
    {
        public DateTimeOffset DueAt { get; set; }

        public void Fire() => fire();
    }
}
