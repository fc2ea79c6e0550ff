using Orleans.Runtime;

namespace Dispatch.Grains.Local;

/// <summary>A grain timer. It is its own turn: at most one tick waits or runs, and the next is set when that one has ended.</summary>
internal sealed class ActivationTimer : Turn, IGrainTimer
{
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly CancellationTokenSource stopped = new();
    private readonly ITimer timer;
    private TimeSpan next, period;
    private bool ticking;

    public ActivationTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
        : base(activation.Id, caller: null)
    {
        (this.activation, this.callback, KeepsAlive) = (activation, callback, options.KeepAlive);
        timer = Unflowed.CreateTimer(activation.Engine.Time, Tick, this);
        Change(options.DueTime, options.Period);
    }

    public override string Name => "timer";

    public override bool KeepsAlive { get; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime);
        Validate(period);
        (next, this.period) = (dueTime, period);
        if (!ticking)
            timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public override async Task Run(Activation _)
    {
        if (stopped.IsCancellationRequested)
            return;
        next = period;
        try
        {
            Enter();
            await callback(stopped.Token);
        }
        catch (Exception exception)
        {
            activation.Engine.Log.TimerFailed(exception, activation.Id);
        }

        ticking = false;
        timer.Change(next, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        timer.Dispose();
        activation.Life.Forget(this);
        stopped.Cancel();
    }

    private static void Tick(object? state)
    {
        var timer = (ActivationTimer)state!;
        timer.ticking = true;
        timer.activation.TryAccept(timer);
    }

    private static void Validate(TimeSpan span, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(span))] string? name = null)
    {
        if (span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, span, "A timer's span is not negative.");
    }
}
