namespace Dispatch.Planning.Solving;

/// <summary>An engineer's stops in order with their times: the earliest that are possible, and how far each may slip.</summary>
/// <remarks>Stop 0 is where he starts, stop <c>Count + 1</c> where he ends. A gap has the number of the stop before it.</remarks>
internal sealed class Route
{
    private readonly Instance instance;

    public Route(Instance instance, int engineer)
    {
        this.instance = instance;
        Engineer = engineer;
        Type = instance.Types[engineer];
        Used = new long[instance.Needs.Parts];
        Clear();
    }

    public int Engineer { get; private set; }
    public EngineerType Type { get; private set; }

    /// <summary>Stops between start and end, the call at the depot among them.</summary>
    public int Count;

    /// <summary>Where the call at the depot is; 0 when there is none.</summary>
    public int CallAt;

    public int[] Node = new int[10];

    /// <summary>Travel from the stop before.</summary>
    public long[] Leg = new long[10];

    /// <summary>When work begins, and when he leaves.</summary>
    public long[] Start = new long[10];

    /// <inheritdoc cref="Start" />
    public long[] End = new long[10];

    /// <summary>Latest arrival with which he can still keep every rule.</summary>
    public long[] Latest = new long[10];

    /// <summary>Latest arrival with which nothing afterwards costs more or less than now.</summary>
    public long[] Free = new long[10];

    /// <summary>Parts used up, and load, before the call at the depot.</summary>
    public readonly long[] Used;

    /// <summary>Load after the call at the depot.</summary>
    public long LoadAfterCall;

    public long Travel;

    /// <summary>Reckons the paid time of changes; null where that cannot be done without reckoning the whole route.</summary>
    public WorkingTimes? Working;

    /// <summary>When jobs linked to others may begin; null where no job is.</summary>
    public StartBounds? Bounds;

    /// <summary>What all of it costs.</summary>
    public long Cost;

    public int Visits => CallAt > 0 ? Count - 1 : Count;

    /// <summary>Arrival at the end.</summary>
    public long Finish => Start[Count + 1];

    /// <summary>Latest departure with which every visit still begins as it does, or as late as a paid working hour asks.</summary>
    public long Departure => Math.Max(Type.From[0], Type.LeaveBy(Type.WorkingHour > 0 ? Free[1] : Start[1], Leg[1]));

    /// <summary>When a visit begins that he reaches then.</summary>
    public long StartAt(int job, long arrival) => Bounds is { } bounds ? new BoundStarts(bounds).At(Type, job, arrival) : Type.StartAt(job, arrival);

    /// <summary>When he leaves a stop if he sets out at <see cref="Departure"/>; where time is paid that is later than at the earliest.</summary>
    public long EndAsPlanned(int stop)
    {
        if (Type.WorkingHour is 0)
            return End[stop];
        var now = Departure;
        for (var at = 1; at <= stop; at++)
            now = StartAt(Node[at], Type.Arrive(now, Leg[at])) + Type.Duration[Node[at]];
        return now;
    }

    public void Clear()
    {
        (Count, CallAt) = (0, 0);
        Refresh();
    }

    /// <summary>Puts a job, or the call, into a gap. Times are stale until <see cref="Refresh"/>.</summary>
    public void Put(int job, int gap)
    {
        if (Count + 3 > Node.Length)
            Grow();
        Array.Copy(Node, gap + 1, Node, gap + 2, Count - gap);
        Node[gap + 1] = job;
        Count++;
        if (job == instance.Call)
            CallAt = gap + 1;
        else if (gap < CallAt)
            CallAt++;
    }

    /// <summary>Takes out what stands at a stop. Times are stale until <see cref="Refresh"/>.</summary>
    public void Take(int stop)
    {
        Array.Copy(Node, stop + 1, Node, stop, Count - stop);
        Count--;
        if (stop == CallAt)
            CallAt = 0;
        else if (stop < CallAt)
            CallAt--;
    }

    /// <summary>Nobody calls at the depot who visits nobody.</summary>
    public void DropLoneCall()
    {
        if (Visits is 0)
            Count = CallAt = 0;
    }

    /// <summary>Reckons times and cost anew from the order of stops.</summary>
    /// <returns>Whether the order keeps every rule.</returns>
    public bool Refresh()
    {
        var keepsRules = RouteTimes.Reckon(instance, this);
        if (Type.WorkingIsPlain && keepsRules)
            (Working ??= new()).Reckon(this);
        return keepsRules;
    }

    /// <summary>Whether his tools and what is left of his parts are enough for a job before any call.</summary>
    public bool Holds(int job) => !Type.LacksTools[job] && HasPartsFor(job);

    /// <summary>Whether the van takes a job's load after the call.</summary>
    public bool HoldsAfterCall(int job) => instance.Needs.Load is not (>= 0 and var load) || LoadAfterCall + instance.Needs.LoadOf(job) <= Type.Stock[load];

    /// <summary>Whether what is left of his parts is enough.</summary>
    public bool HasPartsFor(int job)
    {
        var needs = instance.Needs;
        for (var i = needs.At[job]; i < needs.At[job + 1]; i++)
        {
            if (Used[needs.Part[i]] + needs.Quantity[i] > Type.Stock[needs.Part[i]])
                return false;
        }
        return true;
    }

    /// <summary>Whether he would be in time for what follows a gap of another's, and not call twice; parts and skills aside.</summary>
    public bool CanGoOn(int gap, Route other, int otherGap)
    {
        if (CallAt > 0 && CallAt <= gap && other.CallAt > otherGap)
            return false;
        var next = otherGap == other.Count ? Type.End : other.Node[otherGap + 1];
        return Type.Arrive(End[gap], Type.Way(instance.Times.From[Node[gap] * instance.Times.Nodes + next])) <= other.Latest[otherGap + 1];
    }

    /// <summary>Takes over what follows a gap of another's in place of what follows a gap here. Times are stale until <see cref="Refresh"/>.</summary>
    public void GoOnAs(int gap, Route other, int otherGap)
    {
        CallAt = other.CallAt > otherGap ? other.CallAt - otherGap + gap : CallAt <= gap ? CallAt : 0;
        Count = gap + other.Count - otherGap;
        while (Node.Length < Count + 2)
            Grow();
        Array.Copy(other.Node, otherGap + 1, Node, gap + 1, other.Count - otherGap);
        DropLoneCall();
    }

    public void CopyFrom(Route other)
    {
        while (Node.Length < other.Count + 2)
            Grow();
        (Engineer, Type) = (other.Engineer, other.Type);
        (Count, CallAt, LoadAfterCall, Travel, Cost) = (other.Count, other.CallAt, other.LoadAfterCall, other.Travel, other.Cost);
        var stops = Count + 2;
        Array.Copy(other.Node, Node, stops);
        Array.Copy(other.Leg, Leg, stops);
        Array.Copy(other.Start, Start, stops);
        Array.Copy(other.End, End, stops);
        Array.Copy(other.Latest, Latest, stops);
        Array.Copy(other.Free, Free, stops);
        Array.Copy(other.Used, Used, Used.Length);
        if (Type.WorkingIsPlain)
            (Working ??= new()).Reckon(this);
    }

    /// <summary>Takes over the order of stops and nothing else.</summary>
    public void CopyOrder(Route other)
    {
        while (Node.Length < other.Count + 2)
            Grow();
        (Engineer, Type, Count, CallAt, Bounds) = (other.Engineer, other.Type, other.Count, other.CallAt, other.Bounds);
        Array.Copy(other.Node, Node, Count + 2);
    }

    private void Grow()
    {
        var size = Node.Length * 2;
        Array.Resize(ref Node, size);
        Array.Resize(ref Leg, size);
        Array.Resize(ref Start, size);
        Array.Resize(ref End, size);
        Array.Resize(ref Latest, size);
        Array.Resize(ref Free, size);
    }
}
