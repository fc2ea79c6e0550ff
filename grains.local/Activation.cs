using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Dispatch.Grains.Local;

/// <summary>One grain in memory: its queue of turns, and its life from the first call to deactivation.</summary>
/// <remarks>
/// While anything waits, one pump runs on the activation's own scheduler: it activates the grain, then takes turn after turn,
/// each to the end of its task, and at last deactivates. Without work there is no pump and no cost but memory.
/// </remarks>
internal sealed class Activation(LocalEngine engine, ActivationId id, long serial) : IGrainContext
{
    /// <summary>Turns taken without giving way on the thread pool.</summary>
    private const int TurnsInOneGo = 32;

    [ThreadStatic]
    private static Activation? underConstruction;

    private readonly Lock gate = new();
    private readonly Queue<Turn> waiting = new();
    private readonly ActivationScheduler scheduler = new(engine.Scheduler);
    private readonly List<ActivationTimer> timers = [];
    private Turn? running;
    private Grain? grain;
    private AsyncServiceScope? scope;
    private TaskCompletionSource? deactivated;
    private DeactivationReason leavingReason;
    private CancellationToken leavingToken;
    private bool pumping, leaving, gone;
    private long usedAt = engine.Time.GetTimestamp();
    private DateTimeOffset keptUntil;

    /// <summary>The activation whose grain is being built on this thread.</summary>
    public static Activation? UnderConstruction => underConstruction;

    public LocalEngine Engine => engine;

    public EngineLog Log => engine.Log;

    public ActivationId Id => id;

    /// <summary>Order of creation within the engine.</summary>
    public long Serial => serial;

    /// <summary>Whether it is counted among the active grains of its class.</summary>
    public bool Counted { get; set; }

    public object? GrainInstance => grain;

    public IServiceProvider ActivationServices => scope?.ServiceProvider ?? engine.Services;

    public Task Deactivated
    {
        get
        {
            lock (gate)
            {
                deactivated ??= new();
                if (gone)
                    deactivated.TrySetResult();
                return deactivated.Task;
            }
        }
    }

    /// <summary>Queues a turn; false when this activation has ended and another one has to take it.</summary>
    public bool TryAccept(Turn turn)
    {
        lock (gate)
        {
            if (gone)
                return false;
            if (turn.KeepsAlive)
                usedAt = engine.Time.GetTimestamp();
            waiting.Enqueue(turn);
            if (pumping)
                return true;
            pumping = true;
        }

        StartPump();
        return true;
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (gone || leaving)
                return;
            (leaving, leavingReason, leavingToken) = (true, deactivationReason, cancellationToken);
            if (pumping)
                return;
            pumping = true;
        }

        StartPump();
    }

    /// <summary>Whether nothing runs or waits, and nothing has since this timestamp.</summary>
    public bool IsIdleSince(long timestamp)
    {
        lock (gate)
            return !pumping && !gone && usedAt <= timestamp && keptUntil <= engine.Time.GetUtcNow();
    }

    public void DelayDeactivation(TimeSpan span)
    {
        var now = engine.Time.GetUtcNow();
        var forGood = span == Timeout.InfiniteTimeSpan || span >= DateTimeOffset.MaxValue - now;
        lock (gate)
            keptUntil = forGood ? DateTimeOffset.MaxValue : span <= TimeSpan.Zero ? default : now + span;
    }

    public ActivationTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new ActivationTimer(this, callback, options, engine.Time);
        lock (gate)
            timers.Add(timer);
        return timer;
    }

    public void Forget(ActivationTimer timer)
    {
        lock (gate)
            timers.Remove(timer);
    }

    /// <summary>Ends as a killed process would: no deactivation, what waits is lost, what awaits never resumes.</summary>
    public void Drop(Exception reason)
    {
        scheduler.Close();
        List<Turn> lost;
        lock (gate)
        {
            if (gone)
                return;
            lost = running is null ? [.. waiting] : [running, .. waiting];
            End(successor: null);
        }

        StopTimers();
        deactivated?.TrySetResult();
        lost.ForEach(turn => turn.Abandon(reason));
    }

    /// <summary>Takes over what waited for an activation that has ended.</summary>
    private void Inherit(IEnumerable<Turn> turns)
    {
        foreach (var turn in turns)
            waiting.Enqueue(turn);
        pumping = true;
    }

    private void StartPump() => Unflowed.Start(static state => _ = ((Activation)state!).Pump(), this, scheduler);

    private async Task Pump()
    {
        for (var turns = 1; Next() is { } turn; turns++)
        {
            if (grain is null && !await Activate(turn))
                return;
            await turn.Run(this);
            if (turns % (engine.Scheduler is null ? TurnsInOneGo : 1) is 0)
                await Task.Yield();
        }

        if (leaving)
            await Leave();
    }

    /// <summary>The next turn; null when there is none or the activation is to end.</summary>
    private Turn? Next()
    {
        lock (gate)
        {
            if (running is { KeepsAlive: true })
                usedAt = engine.Time.GetTimestamp();
            running = null;
            if (!leaving && waiting.TryDequeue(out running))
                return running;
            pumping = leaving;
            return null;
        }
    }

    private async Task<bool> Activate(Turn first)
    {
        engine.Activated(this);
        var activating = new LifecycleTurn(id, first.Caller, nameof(Grain.OnActivateAsync), () =>
        {
            scope = engine.Services.CreateAsyncScope();
            underConstruction = this;
            try
            {
                grain = id.Class.Build(ActivationServices);
            }
            finally
            {
                underConstruction = null;
            }

            return grain.OnActivateAsync(engine.Stopping);
        });
        await activating.Run(this);
        if (activating.Failure is not { } failure)
            return true;

        Log.ActivationFailed(failure, id);
        await Release();
        List<Turn> failed;
        lock (gate)
        {
            failed = [first, .. waiting];
            End(successor: null);
        }

        deactivated?.TrySetResult();
        failed.ForEach(turn => turn.Abandon(failure));
        return false;
    }

    private async Task Leave()
    {
        StopTimers();
        if (grain is not null)
        {
            var ending = new LifecycleTurn(
                id, caller: null, nameof(Grain.OnDeactivateAsync), () => grain.OnDeactivateAsync(leavingReason, leavingToken));
            await ending.Run(this);
            if (ending.Failure is { } failure)
                Log.DeactivationFailed(failure, id);
        }

        await Release();
        Activation? successor = null;
        lock (gate)
        {
            if (!gone && waiting.Where(turn => turn.Survives).ToList() is { Count: > 0 } survivors)
            {
                successor = engine.NewActivation(id);
                successor.Inherit(survivors);
            }

            End(successor);
        }

        deactivated?.TrySetResult();
        successor?.StartPump();
    }

    /// <summary>Leaves the directory in the same moment in which it stops taking turns, so that callers find either this activation or the next.</summary>
    private void End(Activation? successor)
    {
        // Dropped by a crash while it was ending by itself: the crash has done this.
        if (gone)
            return;
        gone = true;
        running = null;
        waiting.Clear();
        engine.Replace(this, successor);
    }

    private void StopTimers()
    {
        ActivationTimer[] all;
        lock (gate)
            all = [.. timers];
        foreach (var timer in all)
            timer.Dispose();
    }

    private async Task Release()
    {
        try
        {
            if (grain is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (grain is IDisposable synchronous)
                synchronous.Dispose();
            if (scope is { } services)
                await services.DisposeAsync();
        }
        catch (Exception exception)
        {
            Log.DeactivationFailed(exception, id);
        }
    }
}
