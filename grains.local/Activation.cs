using Orleans;
using Orleans.Runtime;

namespace Dispatch.Grains.Local;

/// <summary>One grain in memory and the queue of its turns.</summary>
/// <remarks>
/// While anything waits, one pump runs on the activation's own scheduler: it activates the grain, then takes turn after turn,
/// each to the end of its task, and at last deactivates. Without work there is no pump and no cost but memory.
/// </remarks>
internal sealed class Activation : IGrainContext
{
    /// <summary>Turns taken without giving way on the thread pool.</summary>
    private const int TurnsInOneGo = 32;

    private readonly Lock gate = new();
    private readonly Queue<Turn> waiting = new();
    private readonly ActivationScheduler scheduler;
    private Turn? running;
    private TaskCompletionSource? deactivated;
    private DeactivationReason leavingReason;
    private CancellationToken leavingToken;
    private bool pumping, begun, leaving, gone;
    private long usedAt;
    private DateTimeOffset keptUntil;

    public Activation(LocalEngine engine, ActivationId id, long serial)
    {
        (Engine, Id, Serial, Life) = (engine, id, serial, new(this));
        scheduler = new(engine.Scheduler);
        usedAt = engine.Time.GetTimestamp();
    }

    public LocalEngine Engine { get; }

    public ActivationId Id { get; }

    /// <summary>Order of creation within the engine.</summary>
    public long Serial { get; }

    public GrainLife Life { get; }

    public object? GrainInstance => Life.Grain;

    public IServiceProvider ActivationServices => Life.Services;

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
                usedAt = Engine.Time.GetTimestamp();
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
            return !pumping && !gone && usedAt <= timestamp && keptUntil <= Engine.Time.GetUtcNow();
    }

    /// <inheritdoc cref="Grain.DelayDeactivation" />
    public void DelayDeactivation(TimeSpan span)
    {
        var now = Engine.Time.GetUtcNow();
        var forGood = span == Timeout.InfiniteTimeSpan || span >= DateTimeOffset.MaxValue - now;
        lock (gate)
            keptUntil = forGood ? DateTimeOffset.MaxValue : span <= TimeSpan.Zero ? default : now + span;
    }

    /// <summary>Ends as a killed process would: no deactivation, what waits is lost, what awaits never resumes.</summary>
    public void Drop(Exception reason)
    {
        scheduler.Close();
        Finish(reason);
        Life.StopTimers();
    }

    private void StartPump() => Unflowed.Start(static state => _ = ((Activation)state!).Pump(), this, scheduler);

    private async Task Pump()
    {
        for (var turns = 1; Next() is { } turn; turns++)
        {
            if (!begun)
            {
                begun = true;
                Id.Class.Count(+1);
                if (await Life.Begin(turn.Caller) is { } failure)
                {
                    Finish(failure);
                    return;
                }
            }

            await turn.Run(this);
            if (turns % (Engine.Scheduler is null ? TurnsInOneGo : 1) is 0)
                await Task.Yield();
        }

        if (leaving)
        {
            await Life.End(leavingReason, leavingToken);
            Finish(failure: null);
        }
    }

    /// <summary>The next turn; null when there is none or the activation is to end.</summary>
    private Turn? Next()
    {
        lock (gate)
        {
            if (running is { KeepsAlive: true })
                usedAt = Engine.Time.GetTimestamp();
            running = null;
            if (!leaving && waiting.TryDequeue(out running))
                return running;
            pumping = leaving;
            return null;
        }
    }

    /// <summary>Leaves the directory in the same moment in which it stops taking turns, so that callers find either this activation or the next.</summary>
    /// <param name="failure">Fails the calls that it has; null hands those that wait to a new activation.</param>
    private void Finish(Exception? failure)
    {
        Activation? successor = null;
        List<Turn> left;
        lock (gate)
        {
            if (gone)
                return;
            gone = true;
            left = running is null ? [.. waiting] : [running, .. waiting];
            if (failure is null && left.Exists(turn => turn.Survives))
                successor = Engine.NewActivation(Id).Inherit(left.Where(turn => turn.Survives));
            Engine.Replace(this, successor);
        }

        if (begun)
            Id.Class.Count(-1);
        deactivated?.TrySetResult();
        successor?.StartPump();
        if (failure is not null)
            left.ForEach(turn => turn.Abandon(failure));
    }

    private Activation Inherit(IEnumerable<Turn> turns)
    {
        foreach (var turn in turns)
            waiting.Enqueue(turn);
        pumping = true;
        return this;
    }
}
