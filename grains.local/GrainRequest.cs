using Dispatch.Grains.Local.Simulation;
using Orleans.Runtime;

namespace Dispatch.Grains.Local;

/// <summary>One call of a grain method, from the moment it is made until it is answered.</summary>
internal abstract class GrainRequest(ActivationId target, Turn? caller) : Turn(target, caller)
{
    /// <summary>Neighbours among the calls in flight; <see cref="CallTimeouts"/> owns them.</summary>
    public GrainRequest? Earlier, Later;

    /// <summary>Timestamp at which the caller gives up.</summary>
    public long Deadline;

    public override bool Survives => true;
}

/// <inheritdoc />
/// <typeparam name="T">What the method's task yields; <see cref="Nothing"/> for a plain task.</typeparam>
internal sealed class GrainRequest<T>(LocalEngine engine, GrainMethod<T> method, ActivationId target, Turn? caller, object?[]? arguments)
    : GrainRequest(target, caller)
{
    // Without RunContinuationsAsynchronously: it would send Task.WhenAll over the thread pool. Awaiting code does not run
    // within this turn even so, for it belongs to another scheduler and is queued there.
    private readonly TaskCompletionSource<T> answer = new();
    private bool answerLost;

    public override string Name => method.Name;

    public Task<T> Answer => answer.Task;

    /// <summary>Hands the call to the engine; a failure to do so is the answer.</summary>
    public void Send()
    {
        try
        {
            if (FindCycle() is { } cycle)
                throw new GrainCallCycleException(cycle);
            if (engine.RoundTrip is { } codec && arguments is not null)
                arguments = method.Copy(arguments, codec);
            if (!method.OneWay)
                engine.Timeouts.Add(this);
            if (engine.Network is { } network)
                Travel(network.Of(Target.Key, Name, Caller?.Target.Key));
            else
                engine.Deliver(this);
        }
        catch (Exception exception)
        {
            Abandon(exception);
        }
    }

    // Only in a simulation: a real call arrives once and at once.
    private void Travel(Passage passage)
    {
        answerLost = passage.AnswerLost;
        if (!passage.Lost)
            Arrive(this, passage.Delay);
        if (passage.Again is { } later)
            Arrive(new(engine, method, Target, caller: null, arguments), passage.Delay + later);
    }

    private void Arrive(GrainRequest<T> request, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
            engine.Deliver(request);
        else
            Unflowed.CreateTimer(engine.Time, static state => ((GrainRequest<T>)state!).ArriveLate(), request).Change(delay, Timeout.InfiniteTimeSpan);
    }

    private void ArriveLate()
    {
        try
        {
            engine.Deliver(this);
        }
        catch (SiloUnavailableException stopped)
        {
            Abandon(stopped);
        }
    }

    public override async Task Run(Activation activation)
    {
        // A caller that gave up has no use for the effect either: a call that expires in the queue is not made.
        if (answer.Task.IsCompleted)
            return;
        try
        {
            Enter();
            var result = await method.Invoke(activation.GrainInstance!, arguments);
            if (answerLost)
                return;
            answer.TrySetResult(engine.RoundTrip is { } codec ? codec.Copy(result) : result);
            engine.Timeouts.Remove(this);
        }
        catch (Exception exception)
        {
            if (method.OneWay)
                engine.Log.OneWayFailed(exception, this);
            if (!answerLost)
                Abandon(exception);
        }
    }

    public override void Abandon(Exception reason)
    {
        engine.Timeouts.Remove(this);
        answer.TrySetException(reason);
    }
}
