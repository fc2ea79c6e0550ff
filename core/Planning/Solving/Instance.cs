namespace Dispatch.Planning.Solving;

/// <summary>A problem made ready for the search: numbers in flat arrays, looked up in constant time. It never changes, so threads share it.</summary>
/// <remarks>A node is a place to be: job <c>u</c> is node <c>u</c>, the depot is node <see cref="Call"/>, engineers' places follow.</remarks>
public sealed class Instance
{
    internal Instance(
        PlanProblem problem, DateTimeOffset origin, NodeTimes times, EngineerType[] types, JobFigures figures, PartNeeds needs, int[][] near, Links? links)
    {
        (Problem, Origin, Times, Types, Figures, Needs, Near, Links) = (problem, origin, times, types, figures, needs, near, links);
        TypeCount = types.Max(type => type.Number) + 1;
        EngineerPrice = problem.Prices.Engineer * Units.Hour;
    }

    /// <summary>The problem it was made from; each place in a crew is a job of it.</summary>
    public PlanProblem Problem { get; }

    /// <summary>Instant that times count from.</summary>
    public DateTimeOffset Origin { get; }

    /// <summary>Number of jobs.</summary>
    public int Jobs => Problem.Jobs.Count;

    /// <summary>Number of engineers.</summary>
    public int Engineers => Problem.Engineers.Count;

    /// <summary>The call at the depot, counted as a job after all others.</summary>
    public int Call => Jobs;

    /// <summary>Travel times between nodes.</summary>
    internal NodeTimes Times { get; }

    /// <summary>Each engineer's type.</summary>
    internal EngineerType[] Types { get; }

    /// <summary>Number of different types.</summary>
    internal int TypeCount { get; }

    /// <summary>Jobs' own figures; one longer, for the call.</summary>
    internal JobFigures Figures { get; }

    /// <summary>What is used up: jobs' needs by part.</summary>
    internal PartNeeds Needs { get; }

    /// <summary>Each job's nearest others, nearest first.</summary>
    internal int[][] Near { get; }

    /// <summary>What goes together; null where every job stands for itself.</summary>
    internal Links? Links { get; }

    /// <summary>What is charged for each engineer used.</summary>
    internal long EngineerPrice { get; }
}

/// <summary>What holds of jobs whoever does them. Money and time in <see cref="Units"/>.</summary>
internal sealed class JobFigures(int count)
{
    /// <summary>What leaving it out costs.</summary>
    public readonly long[] Unserved = new long[count];

    /// <summary>Latest end without penalty; <see cref="Units.Never"/> when there is none.</summary>
    public readonly long[] Deadline = Filled(count, Units.Never);

    /// <summary>Penalty per hour, that is per unit of time in units of money.</summary>
    public readonly long[] Penalty = new long[count];

    /// <summary>Promised start; <see cref="Units.Never"/> when there is none, or when it costs nothing to change.</summary>
    public readonly long[] Promised = Filled(count, Units.Never);

    /// <summary>Price per hour of a start's change.</summary>
    public long ChangedHour;

    /// <summary>Whether when it is done costs anything.</summary>
    public readonly bool[] Timed = new bool[count];

    /// <summary>Whether no search may take it out again.</summary>
    public readonly bool[] Pinned = new bool[count];

    /// <summary>Whether any job has a promised start.</summary>
    public bool AnyPromised;

    /// <summary>First and last start by any engineer, and load: what jobs are sorted by.</summary>
    public readonly long[] First = new long[count];

    /// <inheritdoc cref="First" />
    public readonly long[] Last = new long[count];

    /// <inheritdoc cref="First" />
    public readonly long[] Bulk = new long[count];

    /// <inheritdoc cref="First" />
    public readonly long[] Far = new long[count];

    /// <summary>What doing it then costs: lateness and the change of a promised start.</summary>
    public long TimeCost(int job, long start, long end) => Timed[job] ? Lateness(job, end) + Change(job, start) : 0;

    /// <summary>The penalty of ending then.</summary>
    public long Lateness(int job, long end) => end > Deadline[job] ? Penalty[job] * (end - Deadline[job]) : 0;

    /// <summary>The price of beginning then and not as promised.</summary>
    public long Change(int job, long start) => Promised[job] is Units.Never ? 0 : ChangedHour * Math.Abs(start - Promised[job]);

    private static long[] Filled(int count, long value)
    {
        var array = new long[count];
        Array.Fill(array, value);
        return array;
    }
}

/// <summary>Parts that jobs use up, each job's in one stretch of the arrays. Load counts as a part.</summary>
/// <param name="Load">Number of the part that is load; -1 when no van is limited.</param>
internal sealed record PartNeeds(int Parts, int Load, int[] At, int[] Part, int[] Quantity)
{
    /// <summary>A job's load, where any van is limited.</summary>
    public long LoadOf(int job) => At[job + 1] is var end && end > At[job] && Part[end - 1] == Load ? Quantity[end - 1] : 0;
}

/// <summary>Travel times between nodes, by row of where from and by row of where to, so that both directions read along a row.</summary>
internal sealed record NodeTimes(int Nodes, int[] From, int[] To)
{
    /// <summary>From every node to this one.</summary>
    public ReadOnlySpan<int> Into(int node) => To.AsSpan(node * Nodes, Nodes);

    /// <summary>From this node to every other.</summary>
    public ReadOnlySpan<int> OutOf(int node) => From.AsSpan(node * Nodes, Nodes);
}
