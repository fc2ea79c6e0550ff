namespace Dispatch.Grains.Local;

/// <summary>Fails calls that are not answered in time. All calls wait equally long, so those in flight form a list in order of deadline and one timer serves all.</summary>
internal sealed class CallTimeouts : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly TimeSpan timeout;
    private readonly long span;
    private readonly ITimer timer;
    private GrainRequest? first, last;
    private bool armed;

    public CallTimeouts(TimeProvider time, TimeSpan timeout)
    {
        (this.time, this.timeout) = (time, timeout);
        span = (long)(timeout.TotalSeconds * time.TimestampFrequency);
        timer = Unflowed.CreateTimer(time, _ => Expire(), null);
    }

    public void Add(GrainRequest request)
    {
        lock (gate)
        {
            request.Deadline = time.GetTimestamp() + span;
            request.Earlier = last;
            if (last is null)
                first = request;
            else
                last.Later = request;
            last = request;
            if (armed)
                return;
            armed = true;
            timer.Change(timeout, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Forgets a call; one that is not in flight is left alone.</summary>
    public void Remove(GrainRequest request)
    {
        lock (gate)
        {
            if (request.Earlier is null && first != request)
                return;
            if (request.Earlier is null)
                first = request.Later;
            else
                request.Earlier.Later = request.Later;
            if (request.Later is null)
                last = request.Earlier;
            else
                request.Later.Earlier = request.Earlier;
            request.Earlier = request.Later = null;
        }
    }

    public void Dispose() => timer.Dispose();

    private void Expire()
    {
        while (TakeExpired() is { } request)
            request.Abandon(new TimeoutException($"{request} did not answer within {timeout}."));
    }

    private GrainRequest? TakeExpired()
    {
        lock (gate)
        {
            var request = first;
            var left = request is null ? 0 : request.Deadline - time.GetTimestamp();
            if (request is not null && left <= 0)
            {
                Remove(request);
                return request;
            }

            armed = request is not null;
            if (armed)
                timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left * 1000.0 / time.TimestampFrequency)), Timeout.InfiniteTimeSpan);
            return null;
        }
    }
}
