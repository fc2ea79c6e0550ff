using Dispatch.Api.CommandLine.Import;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>How far a replay has come. Many threads may count at once.</summary>
/// <param name="total">Tickets of the plan.</param>
/// <param name="before">Those of them that an earlier run brought in.</param>
public sealed class ReplayTally(int total, int before)
{
    private readonly Lock gate = new();
    private readonly List<RowFault> faults = [];
    private int posted, repeated, refused, retries;
    private TimeSpan lag;

    /// <summary>Tickets of the plan.</summary>
    public int Total { get; } = total;

    /// <summary>Tickets that an earlier run brought in.</summary>
    public int Before { get; } = before;

    /// <summary>Tickets that came in.</summary>
    public int Posted => Volatile.Read(ref posted);

    /// <summary>Tickets that were in already: the file names them twice, or an answer was lost.</summary>
    public int Repeated => Volatile.Read(ref repeated);

    /// <summary>Tickets that the service refused.</summary>
    public int Refused => Volatile.Read(ref refused);

    /// <summary>Requests that had to be sent again.</summary>
    public int Retries => Volatile.Read(ref retries);

    /// <summary>Tickets that are dealt with.</summary>
    public int Done => Before + Posted + Repeated + Refused;

    /// <summary>How late the last answer came, on the machine's clock.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (gate)
                return lag;
        }
    }

    /// <summary>Why tickets were refused, by line.</summary>
    public IReadOnlyList<RowFault> Faults
    {
        get
        {
            lock (gate)
                return [.. faults.OrderBy(fault => fault.Line)];
        }
    }

    /// <summary>A ticket was acknowledged.</summary>
    /// <param name="late">How long after it was to come in, on the machine's clock.</param>
    public void Acknowledge(bool isNew, TimeSpan late)
    {
        Interlocked.Increment(ref isNew ? ref posted : ref repeated);
        lock (gate)
            lag = late;
    }

    /// <summary>A ticket was refused.</summary>
    public void Refuse(RowFault fault)
    {
        Interlocked.Increment(ref refused);
        lock (gate)
            faults.Add(fault);
    }

    /// <summary>A request has to be sent again.</summary>
    public void Retry() => Interlocked.Increment(ref retries);
}
